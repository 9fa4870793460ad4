namespace Orleans.Engine.Tests.Observers;

public interface IListener : IGrainObserver
{
    void OnSaid(string text);

    Task<int> Ask(string text);

    Task WaitFor(string gate);
}

public interface IObservedGrain : IGrainWithStringKey
{
    Task Subscribe(IListener listener);

    Task Unsubscribe(IListener listener);

    Task Say(string text);

    Task<int> AskAll(string text);

    Task<int> Count();
}
