using Orleans.Runtime;

namespace Orleans.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException(
                "A timer can only be made in a turn of its grain, so not inside Task.Run or after ConfigureAwait(false).");
        }

        return new GrainTimer((Activation)grainContext, token => callback(state, token), options);
    }
}
