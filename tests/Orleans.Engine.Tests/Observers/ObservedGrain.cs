using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Orleans.Engine.Tests.Observers;

internal sealed class ObservedGrain : Grain, IObservedGrain
{
    private readonly ObserverManager<IListener, IListener> _listeners =
        new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task Subscribe(IListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Unsubscribe(listener);
        return Task.CompletedTask;
    }

    public Task Say(string text)
    {
        _listeners.Notify(listener => listener.OnSaid(text));
        return Task.CompletedTask;
    }

    public async Task<int> AskAll(string text)
    {
        var sum = 0;
        foreach (var listener in _listeners)
        {
            sum += await listener.Ask(text);
        }

        return sum;
    }

    public Task<int> Count() => Task.FromResult(_listeners.Count);
}
