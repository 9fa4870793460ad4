namespace Orleans;

public interface ILifecycleObservable
{
    /// <summary>Stages start in ascending order and stop in descending order; disposing the result unsubscribes.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
