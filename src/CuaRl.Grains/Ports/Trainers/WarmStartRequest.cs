using CuaRl.Core.Tasks;

namespace CuaRl.Grains.Ports;

/// <summary>What is learnt from demonstrations.</summary>
/// <param name="Tasks">The tasks of the training, never those of an evaluation.</param>
/// <param name="Seed">The training's seed.</param>
/// <param name="UpTo">The share of sampled episodes that may succeed at most, 0 to 1.</param>
/// <param name="LearningRate">The learning rate of its steps.</param>
public sealed record WarmStartRequest(IReadOnlyList<CuaTask> Tasks, long Seed, double UpTo, double LearningRate);
