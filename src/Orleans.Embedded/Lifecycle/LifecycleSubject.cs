namespace Orleans.Runtime;

/// <summary>Runs stages up when starting and down when stopping; those of one stage together.</summary>
internal class LifecycleSubject : ILifecycleObservable
{
    private readonly List<Subscription> _subscriptions = [];
    private int? _highest;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, stage, observer);
        lock (_subscriptions)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderBy(stage => stage.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highest = stage.Key;
            await Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStart(cancellationToken)));
        }
    }

    /// <summary>Stops every stage that was started, also after one of them failed; the first failure is thrown at the end.</summary>
    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        List<Task> failed = [];
        foreach (var stage in Stages().Where(stage => stage.Key <= _highest).OrderByDescending(stage => stage.Key))
        {
            var stopped = Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStop(cancellationToken)));
            await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!stopped.IsCompletedSuccessfully)
            {
                failed.Add(stopped);
            }
        }

        await Task.WhenAll(failed);
    }

    private IGrouping<int, Subscription>[] Stages()
    {
        lock (_subscriptions)
        {
            return [.. _subscriptions.GroupBy(subscription => subscription.Stage)];
        }
    }

    private sealed record Subscription(LifecycleSubject Subject, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose()
        {
            lock (Subject._subscriptions)
            {
                Subject._subscriptions.Remove(this);
            }
        }
    }
}

internal sealed class GrainLifecycle : LifecycleSubject, IGrainLifecycle;

internal sealed class SiloLifecycle : LifecycleSubject, ISiloLifecycle;
