namespace CuaRl.Core.Grpo.Staleness;

/// <summary>A group that was started and has not been trained on.</summary>
/// <param name="SamplerStep">How many steps the policy had taken that it was started with.</param>
/// <param name="IsComplete">Its rollouts have ended and it is fit to be trained on.</param>
public readonly record struct OutstandingGroup(int SamplerStep, bool IsComplete);
