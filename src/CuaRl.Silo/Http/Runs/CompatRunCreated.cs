using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run that was created.</summary>
internal sealed record CompatRunCreated
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? SimulationId { get; init; }

    public required string? RootStateId { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static CompatRunCreated From(RunInfo run) => new()
    {
        Id = run.Id,
        Name = run.Definition.Name,
        SimulationId = run.Definition.SimulationId,
        RootStateId = run.Root()?.ToString(),
        Status = RunStatusNames.Of(run.Status),
        CreatedAt = CompatTimestamp.Format(run.CreatedAt),
    };
}
