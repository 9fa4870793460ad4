using Microsoft.Extensions.DependencyInjection;
using Orleans.Engine.Tests.Observers;
using Orleans.Engine.Tests.Support;
using Orleans.Runtime;

namespace Orleans.Engine.Tests.Embedded;

public interface IEndingGrain : IGrainWithStringKey
{
    Task<int> GetActivation();

    /// <summary>Ends the silo, then calls the listener.</summary>
    Task KillAndAsk(IListener listener);

    /// <summary>Deactivates as soon as the gate "key end" lets it, and disposes of itself when "key dispose" does.</summary>
    Task End();
}

internal sealed class EndingGrain : Grain, IEndingGrain, IAsyncDisposable
{
    private static int _lastActivation;

    private readonly int _activation = Interlocked.Increment(ref _lastActivation);
    private bool _isSlow;

    private string Key => this.GetPrimaryKeyString();

    public Task<int> GetActivation() => Task.FromResult(_activation);

    public async Task KillAndAsk(IListener listener)
    {
        ServiceProvider.GetRequiredService<Silo>().Kill();
        var asked = listener.Ask("anyone?");
        Diary.Add(Key, $"asked {asked.Exception?.InnerException?.GetType().Name}");
        await asked;
    }

    public Task End()
    {
        _isSlow = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isSlow)
        {
            Diary.Add(Key, "ends");
            await Gate.Passed($"{Key} end");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isSlow)
        {
            Diary.Add(Key, "disposes");
            await Gate.Passed($"{Key} dispose");
            Diary.Add(Key, "disposed");
        }
    }
}
