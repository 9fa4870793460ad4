namespace CuaRl.Grains.Ports;

/// <summary>What the learner says of datums, before the step.</summary>
/// <param name="LogProbabilities">
/// For each datum the learner's log-probability of each token of its actions, one action after the other, masked ones too, in nats. They
/// are few where the targets of a datum are many.
/// </param>
/// <param name="Metrics">Metrics by name, such as <c>loss</c>.</param>
public sealed record GradientResult(
    IReadOnlyList<ReadOnlyMemory<double>> LogProbabilities, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>
    /// How many sequence numbers the request took, its own and those after it: a trainer may send datums in parts. It follows from the
    /// request alone.
    /// </summary>
    public int Numbers { get; init; } = 1;
}
