namespace CuaRl;

/// <summary>Where a rollout goes on from another one of its group: after a turn that both have in common.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutBranch")]
public sealed record RolloutBranch
{
    /// <summary>The place in the group of the other one, which began at the reset.</summary>
    [Id(0)]
    public required int EnvIndex { get; init; }

    /// <summary>Which of its attempts.</summary>
    [Id(1)]
    public required int Attempt { get; init; }

    /// <summary>The last turn in common, 1 or more.</summary>
    [Id(2)]
    public required int Turn { get; init; }
}
