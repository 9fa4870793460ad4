using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run in the list of all.</summary>
internal sealed record CompatAnyRunLine
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? SimulationId { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description("How many states it appended after the one it started from.")]
    public required long TotalSteps { get; init; }

    public required JsonText? TotalReward { get; init; }

    public required string? ParentRunId { get; init; }

    public required string? BranchPointStateId { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static CompatAnyRunLine From(RunInfo run) => new()
    {
        Id = run.Id,
        Name = run.Definition.Name,
        SimulationId = run.Definition.SimulationId,
        Status = RunStatusNames.Of(run.Status),
        TotalSteps = run.TotalSteps,
        TotalReward = run.TotalReward,
        ParentRunId = run.Definition.ParentRunId,
        BranchPointStateId = run.BranchPoint()?.ToString(),
        CreatedAt = CompatTimestamp.Format(run.CreatedAt),
    };
}
