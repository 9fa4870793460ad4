using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// A local object behind an observer reference. Held weakly, as in Orleans: calls to one that is gone or deleted are
/// lost, which a caller that waits sees as a timeout.
/// </summary>
internal sealed partial class LocalObject(Silo silo, WeakReference<IGrainObserver>? observer)
    : CallRunner(silo), IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly RequestList _waiting = new();
    private readonly RequestList _running = new();
    private bool _isScheduled;
    private volatile bool _isDeleted;

    /// <summary>References that have met it keep it; it takes their calls and loses them.</summary>
    public void Delete() => _isDeleted = true;

    public override bool TryAccept(Request request)
    {
        lock (_gate)
        {
            if (Silo.IsDead)
            {
                return false;
            }

            request.Holder = this;
            _waiting.Add(request);
            ScheduleNext();
        }

        return true;
    }

    public void Execute()
    {
        if (_isDeleted || observer is null || !observer.TryGetTarget(out var target))
        {
            return;
        }

        Request request;
        lock (_gate)
        {
            _isScheduled = false;
            if (_waiting.First is not { } first || Silo.IsDead)
            {
                return;
            }

            request = first;
            _waiting.Remove(request);
            _running.Add(request);
        }

        var clean = ExecutionContext.Capture()!;
        if (request.Context is not null)
        {
            RequestContext.Current = request.Context;
        }

        if (request.Start(target, this))
        {
            Resume(request);
        }

        ExecutionContext.Restore(clean);
    }

    public override void Resume(Request request)
    {
        request.Respond(this);
        lock (_gate)
        {
            _running.Remove(request);
            ScheduleNext();
        }
    }

    public override void OnFailed(Request request, Exception exception)
    {
        if (request.IsOneWay)
        {
            LogFailed(Silo.Log, request, exception);
        }
    }

    public override void Withdraw(Request request)
    {
        lock (_gate)
        {
            if (request.List == _waiting)
            {
                _waiting.Remove(request);
                return;
            }
        }

        request.CancelCallee();
    }

    public override bool FindExpired(long now, List<Request> expired)
    {
        lock (_gate)
        {
            var isAwaited = _waiting.First is not null;
            for (Request? request = _waiting.First, next; request is not null; request = next)
            {
                next = request.Next;
                if (request.Deadline < now)
                {
                    _waiting.Remove(request);
                    expired.Add(request);
                }
            }

            if (_running.First is { IsOneWay: false, IsAnswered: false } running)
            {
                isAwaited = true;
                if (running.Deadline < now)
                {
                    expired.Add(running);
                }
            }

            return isAwaited;
        }
    }

    // Observers belong to the client, which outlives the silo; what they owe to a dead one nobody waits for.
    public override void Abandon(Exception reason)
    {
    }

    private void ScheduleNext()
    {
        if (!_isScheduled && _running.First is null && _waiting.First is not null)
        {
            _isScheduled = true;
            Silo.Schedule(this);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} failed in the observer")]
    private static partial void LogFailed(ILogger logger, Request request, Exception exception);
}
