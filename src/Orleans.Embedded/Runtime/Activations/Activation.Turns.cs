using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>What runs on the activation, and when: one turn at a time, calls by Orleans' rules of interleaving.</summary>
internal sealed partial class Activation
{
    private const int TurnsBeforeClockIsRead = 32;
    private const long QuantumMilliseconds = 10;

    private readonly Queue<Task> _tasks = new();
    private readonly RequestList _waiting = new();
    private readonly RequestList _running = new();

    // The first running request that does not interleave with everything: new ones are weighed against it.
    private Request? _blocking;

    // Waiting requests up to this one have been found to be blocked by what runs now.
    private Request? _examined;
    private bool _isScheduled;
    private bool _favoursTasks;
    private List<Request>? _suspects;

    public override bool TryAccept(Request request)
    {
        lock (_gate)
        {
            if (_state == ActivationState.Invalid || Silo.IsDead)
            {
                return false;
            }

            request.Holder = this;
            _waiting.Add(request);
            if (_state == ActivationState.Created)
            {
                Begin();
            }
            else if (!_isScheduled)
            {
                Schedule();
            }
        }

        return true;
    }

    public void Enqueue(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (!_isScheduled)
            {
                Schedule();
            }
        }
    }

    public IEnumerable<Task> QueuedTasks()
    {
        lock (_gate)
        {
            return [.. _tasks];
        }
    }

    public void RunTurns()
    {
        Request? ended = null;
        var clean = ExecutionContext.Capture()!;
        var quantumEnd = Environment.TickCount64 + QuantumMilliseconds;
        for (var turn = 1; ; turn++)
        {
            Task? task;
            Request? request;
            List<Request>? suspects = null;
            bool isDone;
            lock (_gate)
            {
                if (ended is not null)
                {
                    Finish(ended);
                }

                if (IsQuantumOver(turn, quantumEnd))
                {
                    Schedule();
                    return;
                }

                isDone = !TryTake(out task, out request) || Silo.IsDead;
                _isScheduled = !isDone;
                (suspects, _suspects) = (_suspects, null);
            }

            suspects?.ForEach(blocked => CycleDetector.Suspect(this, blocked));
            if (isDone)
            {
                return;
            }

            ended = null;
            if (task is not null)
            {
                Scheduler.Run(task);
            }
            else if (RunRequest(request!))
            {
                ended = request;
            }

            // What a turn leaves in async locals is not for the next one.
            ExecutionContext.Restore(clean);
        }
    }

    public override void Resume(Request request)
    {
        request.Respond(this);
        lock (_gate)
        {
            Finish(request);
        }
    }

    public override void OnFailed(Request request, Exception exception)
    {
        if (exception is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            // Before the caller hears of it, so that its next call finds a new activation.
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, exception.ToString()));
        }

        if (request.IsOneWay)
        {
            LogOneWayFailed(Silo.Log, request, exception);
        }
    }

    private bool RunRequest(Request request)
    {
        if (request.Context is not null)
        {
            RequestContext.Current = request.Context;
        }

        if (!request.Start(GrainInstance!, this))
        {
            return false;
        }

        request.Respond(this);
        return true;
    }

    private bool IsQuantumOver(int turn, long quantumEnd) => Silo.Simulation is not null
        ? turn > 1
        : turn % TurnsBeforeClockIsRead == 0 && Environment.TickCount64 > quantumEnd;

    // From here on: under the lock.
    private void Schedule()
    {
        _isScheduled = true;
        Silo.Schedule(Scheduler);
    }

    private bool TryTake(out Task? task, out Request? request)
    {
        request = null;
        if (_favoursTasks && _tasks.TryDequeue(out task))
        {
            _favoursTasks = false;
            return true;
        }

        _favoursTasks = true;
        request = Admit();
        task = null;
        return request is not null || _tasks.TryDequeue(out task);
    }

    private Request? Admit()
    {
        if (_state != ActivationState.Valid)
        {
            return null;
        }

        var next = _examined is null ? _waiting.First : _examined.Next;
        while (next is { } request)
        {
            next = request.Next;
            if (request.IsAnswered && !request.IsOneWay)
            {
                Drop(request);
            }
            else if (MayStart(request))
            {
                _waiting.Remove(request);
                _running.Add(request);
                if (_blocking is null && !request.IsAlwaysInterleave)
                {
                    _blocking = request;
                }

                return request;
            }
            else
            {
                _examined = request;
                if (request is { Source: not null, IsSuspected: false, IsOneWay: false })
                {
                    request.IsSuspected = true;
                    (_suspects ??= []).Add(request);
                }
            }
        }

        return null;
    }

    private bool MayStart(Request request)
    {
        if (_running.Count == 0 || request.IsAlwaysInterleave || _class.IsReentrant || _blocking is null)
        {
            return true;
        }

        if (_blocking.IsReadOnly && request.IsReadOnly)
        {
            return true;
        }

        return _sections is { Count: > 0 }
            && RequestContext.ReentrancyIdIn(request.Context) is var id && id != Guid.Empty && _sections.Contains(id);
    }

    private void Drop(Request request)
    {
        if (_examined == request)
        {
            _examined = null;
        }

        _waiting.Remove(request);
    }

    private void Finish(Request request)
    {
        _running.Remove(request);
        _examined = null;
        if (_blocking == request)
        {
            _blocking = null;
        }

        if (request.KeepsAlive)
        {
            _lastUse = Silo.Time.GetTimestamp();
        }

        BeginDeactivationIfIdle();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way {Request} failed")]
    private static partial void LogOneWayFailed(ILogger logger, Request request, Exception exception);
}
