namespace CuaRl.Core.Grpo.Seeds;

/// <summary>What a rollout is for. Seeds of the two never meet.</summary>
public enum SeedUse
{
    /// <summary>A training step.</summary>
    Training = 0,

    /// <summary>An evaluation or the baseline.</summary>
    Evaluation = 1,
}
