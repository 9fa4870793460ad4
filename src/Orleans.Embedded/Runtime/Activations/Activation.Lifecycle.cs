using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private const int MaxForwards = 2;

    private readonly StatelessWorkers? _owner;
    private ActivationState _state;
    private DeactivationReason _reason;
    private CancellationToken _haste;
    private bool _wasValid;
    private bool _isEnding;
    private long _lastUse;
    private long _keepUntilTicks;
    private bool _isActivating;
    private Func<Task>? _cancelActivation;

    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _state == ActivationState.Valid && _running.Count == 0 && _waiting.Count == 0;
            }
        }
    }

    public int WaitingCount => _waiting.Count;

    /// <summary>Unused for as long as its class may be, and not asked to stay.</summary>
    public bool IsStale => _class.CollectionAge != Timeout.InfiniteTimeSpan
        && IsIdle
        && Silo.Time.GetElapsedTime(_lastUse) >= _class.CollectionAge
        && Silo.Time.GetUtcNow().Ticks >= _keepUntilTicks;

    public void DelayDeactivation(TimeSpan time) => _keepUntilTicks =
        time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? long.MaxValue
        : time <= TimeSpan.Zero ? 0
        : (Silo.Time.GetUtcNow() + time).Ticks;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
            {
                return;
            }

            _reason = deactivationReason;
            _haste = cancellationToken;
            _wasValid = _state == ActivationState.Valid;
            _state = ActivationState.Deactivating;
            if (_isActivating)
            {
                Start(static activation => activation.CancelActivation());
            }

            BeginDeactivationIfIdle();
        }
    }

    private void Begin()
    {
        _state = ActivationState.Activating;
        _isActivating = true;
        Start(static activation => activation.ActivateGrain());
    }

    private void BeginDeactivationIfIdle()
    {
        // While it activates, the end of that comes first.
        if (_state == ActivationState.Deactivating && !_isEnding && !_isActivating && _running.Count == 0)
        {
            _isEnding = true;
            Start(static activation => activation.DeactivateGrain());
        }
    }

    private void Start(Func<Activation, Task> operation)
    {
        // Begun by whoever happens to call, whose async locals are not for the grain.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _ = Task.Factory.StartNew(
            static state =>
            {
                var (activation, operation) = ((Activation, Func<Activation, Task>))state!;
                return operation(activation);
            },
            (this, operation),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            Scheduler);
        flow?.Undo();
    }

    // In a turn, so that it does not meet the end of the activation it cancels.
    private Task CancelActivation() => _cancelActivation?.Invoke() ?? Task.CompletedTask;

    private async Task ActivateGrain()
    {
        Exception? failure = null;
        using var timeout = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Time);
        var token = timeout.Token;
        _cancelActivation = timeout.CancelAsync;
        try
        {
            RequestContext.Current = _waiting.First?.Context;
            GrainInstance = _class.Create(this);
            (GrainInstance as ILifecycleParticipant<IGrainLifecycle>)?.Participate(ObservableLifecycle);
            if (_lifecycle is not null)
            {
                await _lifecycle.OnStart(token).WaitAsync(token);
            }

            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(token).WaitAsync(token);
            }
        }
        catch (Exception exception)
        {
            // Whatever the grain's constructor, storage or OnActivateAsync throws is the answer to the calls that wait.
            failure = exception;
            LogActivationFailed(Silo.Log, GrainId, exception);
        }

        lock (_gate)
        {
            _isActivating = false;
            _cancelActivation = null;
            _lastUse = Silo.Time.GetTimestamp();
            if (failure is not null)
            {
                _state = ActivationState.Deactivating;
                if (_reason.ReasonCode == DeactivationReasonCode.None)
                {
                    _reason = new(DeactivationReasonCode.ActivationFailed, failure, "The grain's activation threw.");
                }
            }
            else if (_state == ActivationState.Activating)
            {
                _state = ActivationState.Valid;
            }

            BeginDeactivationIfIdle();
        }
    }

    private async Task DeactivateGrain()
    {
        Array.ForEach(TakeTimers(), timer => timer.Dispose());
        using var timeout = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Time);
        using var haste = _haste.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        var token = timeout.Token;
        if (_wasValid && GrainInstance is IGrainBase grain)
        {
            await Try(() => grain.OnDeactivateAsync(_reason, token).WaitAsync(token));
        }

        if (_lifecycle is not null)
        {
            await Try(() => _lifecycle.OnStop(token).WaitAsync(token));
        }

        if (_owner is null)
        {
            Silo.Forget(GrainId, this);
        }
        else
        {
            _owner.Remove(this);
        }

        List<Request> left = [];
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            while (_waiting.First is { } request)
            {
                Drop(request);
                left.Add(request);
            }
        }

        // Before the grain disposes of what it holds, which the callers need not wait for.
        left.ForEach(SendOn);
        if (_enumerations is not null)
        {
            await Try(() => _enumerations.DisposeAsync().AsTask().WaitAsync(token));
        }

        await Try(() => DisposeGrain().AsTask().WaitAsync(token));
        await Try(() => _scope.DisposeAsync().AsTask().WaitAsync(token));
        lock (_gate)
        {
            (_deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private async ValueTask DisposeGrain()
    {
        if (GrainInstance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (GrainInstance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    // An end with an exception, a failed activation above all, refuses the calls that waited; any other passes them on.
    private void SendOn(Request request)
    {
        try
        {
            Redirect(request);
        }
        catch (Exception exception)
        {
            // One call that finds no new place must not take the others with it; its own caller is told.
            LogDeactivationFailed(Silo.Log, GrainId, exception);
            request.Fail(Silo.Sender.Isolation.CopyException(exception));
        }
    }

    private void Redirect(Request request)
    {
        if (_reason.Exception is { } failure)
        {
            request.Fail(Silo.Sender.Isolation.CopyException(failure));
        }
        else if (request.IsLocal)
        {
            return;
        }
        else if (++request.Forwards > MaxForwards)
        {
            request.Fail(new OrleansMessageRejectionException(
                $"{request} found {MaxForwards} activations in turn that were ending: {_reason}"));
        }
        else
        {
            Silo.Route(request);
        }
    }

    private async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception)
        {
            // A grain that fails to end well must still end.
            LogDeactivationFailed(Silo.Log, GrainId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} failed to activate")]
    private static partial void LogActivationFailed(ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} failed while it deactivated")]
    private static partial void LogDeactivationFailed(ILogger logger, GrainId grain, Exception exception);
}
