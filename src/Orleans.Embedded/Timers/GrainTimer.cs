using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A timer of an activation. Its ticks wait and interleave as calls do; the next is set when one has ended.</summary>
internal sealed partial class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private bool _isFiring;
    private TimeSpan? _changed;
    private TimeSpan _period;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _options = options;
        _period = options.Period;

        // A tick is nobody's call: it must not run with what the caller had in async locals.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = activation.Silo.Time.CreateTimer(
            static state => ((GrainTimer)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        flow?.Undo();

        activation.Add(this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        _period = period;
        if (_isFiring)
        {
            _changed = dueTime;
        }
        else
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _activation.Remove(this);
        try
        {
            _disposal.Cancel();
        }
        catch (AggregateException failures)
        {
            // Thrown by what the grain registered with the token: no reason for the timer's owner to fail.
            LogCancellationFailed(_activation.Silo.Log, _activation.GrainId, failures);
        }
    }

    /// <summary>No tick falls due any more; the grain, whose silo is dead, does not hear of it.</summary>
    public void Abandon() => _timer.Dispose();

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        _isFiring = true;
        _activation.TryAccept(new GrainTimerTick(_activation, _options, Tick));
    }

    private async Task Tick()
    {
        try
        {
            if (!_disposal.IsCancellationRequested)
            {
                await _callback(_disposal.Token);
            }
        }
        catch (Exception exception)
        {
            LogTickFailed(_activation.Silo.Log, _activation.GrainId, exception);
            throw;
        }
        finally
        {
            var due = _changed ?? _period;
            _changed = null;
            _isFiring = false;
            if (!_disposal.IsCancellationRequested)
            {
                _timer.Change(due, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of {Grain} was disposed; what was to hear of it failed")]
    private static partial void LogCancellationFailed(ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer tick of {Grain} failed; the timer goes on")]
    private static partial void LogTickFailed(ILogger logger, GrainId grain, Exception exception);
}
