namespace CuaRl.Grains.Ports;

/// <summary>What the learner says of datums, before the step.</summary>
/// <param name="LogProbabilities">For each datum the learner's log-probability of each target, in nats: 0 for what was not sampled.</param>
/// <param name="Metrics">Metrics by name, such as <c>loss</c>.</param>
public sealed record GradientResult(
    IReadOnlyList<ReadOnlyMemory<double>> LogProbabilities, IReadOnlyDictionary<string, double> Metrics);
