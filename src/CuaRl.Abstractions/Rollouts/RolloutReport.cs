namespace CuaRl;

/// <summary>What its driver says of a rollout under way. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutReport")]
public sealed record RolloutReport
{
    /// <summary>Where it stands: env creation, agent init or running.</summary>
    [Id(0)]
    public RolloutStatus? Status { get; init; }

    /// <summary>What it is at.</summary>
    [Id(1)]
    public RolloutPhase? Phase { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(2)]
    public string? StatusMessage { get; init; }

    /// <summary>What became of its device.</summary>
    [Id(3)]
    public EnvironmentReport? Environment { get; init; }

    /// <summary>How many steps the policy has taken that acts in this attempt, 0 or more.</summary>
    [Id(4)]
    public int? PolicyStep { get; init; }
}
