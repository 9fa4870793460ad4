namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>What a run came to.</summary>
internal sealed record RunResult
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    /// <summary>What differs from the simulation's agent.</summary>
    public required JsonText ConfigOverrides { get; init; }

    public string? ParentRunId { get; init; }

    public string? BranchState { get; init; }

    /// <summary>The states that it appended after the one it started from.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>The states of its history, inherited ones included.</summary>
    public required long Length { get; init; }

    /// <summary>The rewards of its whole history.</summary>
    public JsonText? TotalReward { get; init; }

    /// <summary>The rewards of its own states.</summary>
    public required double OwnReward { get; init; }

    /// <summary>The episodes that ended in its own states.</summary>
    public required int Episodes { get; init; }

    /// <summary>The mean of their returns; null without any.</summary>
    public double? MeanReturn { get; init; }

    /// <summary>The mean of the last ten returns; null without any.</summary>
    public double? LastReturns { get; init; }

    /// <summary>The best return; null without any.</summary>
    public double? BestReturn { get; init; }
}
