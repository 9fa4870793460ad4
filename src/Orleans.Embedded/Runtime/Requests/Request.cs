using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Runtime;

/// <summary>
/// One call: its arguments in the emitted subclass, its place in the target's queue, and the promise to its caller.
/// </summary>
internal abstract class Request
{
    private volatile Task? _running;
    private CallerCancellation? _cancellation;

    public MethodShape Shape { get; private set; } = null!;

    public GrainReference Target { get; private set; } = null!;

    /// <summary>The activation that called; null for a client.</summary>
    public Activation? Source { get; private set; }

    public Dictionary<string, object>? Context { get; private set; }

    /// <summary>In ticks of the sender's clock.</summary>
    public long Deadline { get; private set; }

    public TimeSpan Timeout { get; private set; }

    public int Forwards { get; set; }

    public bool IsOneWay => Shape.IsOneWay;

    // The list of the target that holds this request: waiting or running, guarded by the target's lock.
    public RequestList? List { get; set; }

    public Request? Previous { get; set; }

    public Request? Next { get; set; }

    /// <summary>Cancelled by the caller's token, in a turn of the callee.</summary>
    public CancellationToken CalleeToken => _cancellation?.CalleeToken ?? default;

    /// <summary>The answer has been given, perhaps before the method ended: timed out, cancelled or abandoned.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>What the grain's method returned, while it has not ended; for finding call cycles.</summary>
    public Task? RunningTask => _running;

    /// <summary>What the caller awaits; for finding call cycles.</summary>
    public abstract Task? CallerTask { get; }

    /// <summary>The result as filters see it.</summary>
    public abstract object? ResultObject { get; set; }

    public virtual bool IsAlwaysInterleave => Shape.IsAlwaysInterleave;

    public virtual bool IsReadOnly => Shape.IsReadOnly;

    public virtual bool KeepsAlive => true;

    /// <summary>Belongs to this activation alone: never sent on to another.</summary>
    public virtual bool IsLocal => false;

    public void Address(GrainReference target, MethodShape shape, TimeSpan timeout, long deadline)
    {
        Target = target;
        Shape = shape;
        Timeout = timeout;
        Deadline = deadline;
    }

    public void From(Activation? source, Dictionary<string, object>? context)
    {
        Source = source;
        Context = context;
    }

    public void CancelWith(CancellationToken token) => _cancellation = new CallerCancellation(this, token);

    /// <summary>The target that holds or runs the request.</summary>
    public CallRunner? Holder { get; set; }

    /// <summary>Has been looked at for a call cycle.</summary>
    public bool IsSuspected { get; set; }

    /// <summary>Starts the method on the grain or local object.</summary>
    /// <returns>True when the method has ended already; false when the target will be resumed.</returns>
    public bool Start(object grain, CallRunner target)
    {
        try
        {
            _running = target.Silo.Filters.IsNeededFor(grain)
                ? target.Silo.Filters.Invoke(this, grain, target as IGrainContext)
                : TryInvoke(grain);
        }
        catch (Exception exception)
        {
            // Whatever the grain throws is its caller's answer.
            _running = Task.FromException(exception);
        }

        if (_running is null || _running.IsCompleted)
        {
            return true;
        }

        ResumeAfter(_running, target);
        return false;
    }

    /// <summary>Answers the caller with what the method gave.</summary>
    public void Respond(CallRunner target)
    {
        _cancellation?.Leave();
        var isolation = target.Silo.Sender.Isolation;
        try
        {
            if (_running is not null)
            {
                Take(_running);
            }

            if (!IsOneWay)
            {
                Answer(isolation, target.Silo.Simulation);
            }
        }
        catch (Exception exception)
        {
            // The grain's failure, or that of copying its result: either is the answer.
            target.OnFailed(this, exception);
            if (!IsOneWay)
            {
                var failure = isolation.CopyException(exception);
                if (target.Silo.Simulation is { } simulation)
                {
                    simulation.Reply(() => Fail(failure));
                }
                else
                {
                    Fail(failure);
                }
            }
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>Calls the method; completed results are kept and null is returned.</summary>
    public abstract Task? TryInvoke(object grain);

    /// <summary>False when the caller has its answer already.</summary>
    public abstract bool Fail(Exception exception);

    public abstract bool Cancel(CancellationToken token);

    /// <summary>One-way calls are answered when they are sent.</summary>
    public abstract void AnswerAtOnce();

    public void CancelCallee() => _cancellation?.CancelCallee();

    public override string ToString() => $"{Shape} of {Target.GrainId}";

    /// <summary>Keeps the result of the ended task, or throws what it ended with.</summary>
    public abstract void Take(Task ended);

    /// <summary>
    /// Parts what the callee answers from what the caller awaits, so that filters come in between; once, and before
    /// anything can answer.
    /// </summary>
    /// <returns>Ends with the callee's answer.</returns>
    public abstract Task Detach();

    /// <summary>Gives a detached call's caller its answer.</summary>
    public abstract void AnswerCaller(Exception? failure);

    // On the target's scheduler: the end of a method is a turn like any other.
    private void ResumeAfter(Task running, CallRunner target) =>
        running.ConfigureAwait(true).GetAwaiter().UnsafeOnCompleted(() => target.Resume(this));

    protected abstract void Answer(Isolation isolation, Simulation? simulation);
}
