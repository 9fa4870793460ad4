namespace Orleans.TestingHost;

/// <summary>Brings the continuations of the test into the simulation.</summary>
internal sealed class SimulationContext(Action<Action> enqueue) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => enqueue(() =>
    {
        var outer = Current;
        SetSynchronizationContext(this);
        d(state);
        SetSynchronizationContext(outer);
    });

    public override void Send(SendOrPostCallback d, object? state) => d(state);
}
