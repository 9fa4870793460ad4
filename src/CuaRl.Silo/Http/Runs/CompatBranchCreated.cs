using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A branch that was made.</summary>
internal sealed record CompatBranchCreated
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? ParentRunId { get; init; }

    public required string? BranchPointStateId { get; init; }

    public required string? SimulationId { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static CompatBranchCreated From(RunInfo run) => new()
    {
        Id = run.Id,
        Name = run.Definition.Name,
        ParentRunId = run.Definition.ParentRunId,
        BranchPointStateId = run.BranchPoint()?.ToString(),
        SimulationId = run.Definition.SimulationId,
        Status = RunStatusNames.Of(run.Status),
        CreatedAt = CompatTimestamp.Format(run.CreatedAt),
    };
}
