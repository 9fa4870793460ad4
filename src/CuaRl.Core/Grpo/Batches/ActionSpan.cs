namespace CuaRl.Core.Grpo.Batches;

/// <summary>The tokens of one action among the targets of a datum.</summary>
/// <param name="Turn">The place of its turn in the trajectory.</param>
/// <param name="Start">The place of its first token among the targets.</param>
/// <param name="LogProbabilities">The log-probability that each token was sampled with, in nats; as many as tokens.</param>
/// <param name="Advantage">The advantage of each token; 0 where masked.</param>
/// <param name="IsMasked">The tokens are context only.</param>
public readonly record struct ActionSpan(
    int Turn, int Start, ReadOnlyMemory<float> LogProbabilities, double Advantage, bool IsMasked);
