namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>One step of a rollout.</summary>
/// <param name="Rollout">The rollout's place among those of its group that count.</param>
/// <param name="Observation">The hash of what was shown before it; steps that saw the same form a step group.</param>
/// <param name="Reward">The reward of this step.</param>
public readonly record struct GigpoStep(int Rollout, string Observation, double Reward);
