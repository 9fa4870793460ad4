using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run in the list of a simulation.</summary>
internal sealed record CompatRunLine
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description("How many states it appended after the one it started from.")]
    public required long TotalSteps { get; init; }

    public required JsonText? TotalReward { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public required string? ParentRunId { get; init; }

    public required string? BranchPointStateId { get; init; }

    public static CompatRunLine From(RunInfo run) => new()
    {
        Id = run.Id,
        Name = run.Definition.Name,
        Status = RunStatusNames.Of(run.Status),
        TotalSteps = run.TotalSteps,
        TotalReward = run.TotalReward,
        CreatedAt = CompatTimestamp.Format(run.CreatedAt),
        ParentRunId = run.Definition.ParentRunId,
        BranchPointStateId = run.BranchPoint()?.ToString(),
    };
}
