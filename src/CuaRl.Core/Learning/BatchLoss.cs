namespace CuaRl.Core.Learning;

/// <summary>What a learner says of datums.</summary>
/// <param name="LogProbabilities">For each datum the log-probability of the candidate that was taken, in nats.</param>
/// <param name="Metrics">Metrics by name: <c>loss</c>, and those of a <see cref="Grpo.Losses.PolicyTally"/>.</param>
public sealed record BatchLoss(ReadOnlyMemory<double> LogProbabilities, IReadOnlyDictionary<string, double> Metrics);
