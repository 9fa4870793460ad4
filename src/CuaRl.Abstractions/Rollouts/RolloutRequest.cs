namespace CuaRl;

/// <summary>A rollout to start. Its index is its identity within the group.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutRequest")]
public sealed record RolloutRequest
{
    /// <summary>Its place in the group, 0 or more and less than the group's number of rollouts.</summary>
    [Id(0)]
    public required int EnvIndex { get; init; }

    /// <summary>Where it begins: pending, env creation or running.</summary>
    /// <value>The default is pending.</value>
    [Id(1)]
    public RolloutStatus Status { get; init; } = RolloutStatus.Pending;

    /// <summary>The kind of environment, such as <c>gbox</c>; null for the device kind's name.</summary>
    [Id(2)]
    public string? EnvironmentType { get; init; }

    /// <summary>
    /// Where it goes on from another rollout of the group, whose turns up to there are its own first ones; null to begin at the reset.
    /// </summary>
    [Id(3)]
    public RolloutBranch? Branch { get; init; }
}
