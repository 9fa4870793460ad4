namespace CuaRl.Core.Learning;

/// <summary>What came of learning from demonstrations.</summary>
/// <param name="Learner">The policy that came out.</param>
/// <param name="Demonstrations">How many there were.</param>
/// <param name="Steps">How many steps were taken and kept.</param>
/// <param name="Success">The share of sampled episodes that succeeded then.</param>
public sealed record CloningResult(PolicyLearner Learner, int Demonstrations, int Steps, double Success);
