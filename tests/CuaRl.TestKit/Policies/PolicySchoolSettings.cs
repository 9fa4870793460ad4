namespace CuaRl.TestKit.Policies;

/// <summary>How a policy is taught.</summary>
public sealed record PolicySchoolSettings
{
    public long Seed { get; init; } = 1;

    /// <summary>Rollouts of a group, all from one device seed.</summary>
    public int GroupSize { get; init; } = 8;

    /// <summary>Groups of a step, each of another task as long as there are more.</summary>
    public int GroupsPerStep { get; init; } = 4;

    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Cloning ends before sampled success passes this.</summary>
    public double CloneUpTo { get; init; } = 0.3;

    /// <summary>The most turns of GRPO.</summary>
    public int MaxTurns { get; init; } = 300_000;

    public double Temperature { get; init; } = 1;

    public int Threads { get; init; } = 2;
}
