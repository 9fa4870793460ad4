namespace Orleans.Runtime;

/// <summary>Deactivates, at every quantum, the activations that nobody has used for as long as their class allows.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly ITimer _timer;

    public IdleCollector(TimeProvider time, TimeSpan quantum, Func<IEnumerable<Activation>> activations) =>
        _timer = time.CreateTimer(_ => Collect(activations()), null, quantum, quantum);

    public void Dispose() => _timer.Dispose();

    private static void Collect(IEnumerable<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation.IsStale)
            {
                activation.Deactivate(new(
                    DeactivationReasonCode.ActivationIdle,
                    $"No call came for {activation.Class.CollectionAge}."));
            }
        }
    }
}
