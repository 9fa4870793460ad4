using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run as it stands.</summary>
internal sealed record RunDetails
{
    public required string Id { get; init; }

    public required string? SimulationId { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description("The step of its last state, inherited ones included; -1 while its history is empty.")]
    public required long Head { get; init; }

    [Description("The step that its history begins with.")]
    public required long OriginStep { get; init; }

    [Description("How many states its history holds, inherited ones included.")]
    public required long Length { get; init; }

    [Description("How many states it appended after the one it started from.")]
    public required long TotalSteps { get; init; }

    [Description("The state that it started from: given to it, branched at, or its own first.")]
    public required string? RootStateId { get; init; }

    [Description("Its last state, inherited ones included; null while its history is empty.")]
    public required string? CurrentStateId { get; init; }

    [Description("The run that it branched from; null when it is no branch.")]
    public required string? ParentRunId { get; init; }

    public required string? BranchPointStateId { get; init; }

    [Description("Settings that differ from the simulation's, those of all runs it branched from included.")]
    public required JsonText ConfigOverrides { get; init; }

    public required JsonText? TotalReward { get; init; }

    [Description("Why it failed.")]
    public required string? FailureReason { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    [Description("When it was completed or failed, as created_at.")]
    public required string? CompletedAt { get; init; }

    public static RunDetails From(RunInfo run) => new()
    {
        Id = run.Id,
        SimulationId = run.Definition.SimulationId,
        Name = run.Definition.Name,
        Description = run.Definition.Description,
        Status = RunStatusNames.Of(run.Status),
        Head = run.Head,
        OriginStep = run.Definition.OriginStep,
        Length = run.Length,
        TotalSteps = run.TotalSteps,
        RootStateId = run.Root()?.ToString(),
        CurrentStateId = run.Current?.ToString(),
        ParentRunId = run.Definition.ParentRunId,
        BranchPointStateId = run.BranchPoint()?.ToString(),
        ConfigOverrides = run.Definition.ConfigOverrides,
        TotalReward = run.TotalReward,
        FailureReason = run.FailureReason,
        CreatedAt = UtcTimestamp.Format(run.CreatedAt),
        CompletedAt = UtcTimestamp.Format(run.CompletedAt),
    };
}
