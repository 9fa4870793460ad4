using System.ComponentModel;
using CuaRl.Silo.Http.Runs;

namespace CuaRl.Silo.Http.Trees;

/// <summary>A run in the tree of a simulation.</summary>
internal sealed record RunTreeLine
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description("The run that it branched from; null when it is no branch.")]
    public required string? ParentRunId { get; init; }

    [Description("The state that its own first state follows; null for a root of its own.")]
    public required string? StartsAfter { get; init; }

    [Description("The step of its last state, inherited ones included; -1 while its history is empty.")]
    public required long Head { get; init; }

    [Description("How many states it appended after the one it started from.")]
    public required long TotalSteps { get; init; }

    public required JsonText? TotalReward { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static RunTreeLine From(RunTreeNode run) => new()
    {
        Id = run.Id,
        Name = run.Name,
        Status = RunStatusNames.Of(run.Status),
        ParentRunId = run.ParentRunId,
        StartsAfter = run.StartsAfter?.ToString(),
        Head = run.Head,
        TotalSteps = run.TotalSteps,
        TotalReward = run.TotalReward,
        CreatedAt = UtcTimestamp.Format(run.CreatedAt),
    };
}
