using System.ComponentModel;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>A simulation as a line of the list.</summary>
internal sealed record SimulationLine
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string EnvironmentName { get; init; }

    public required string AgentType { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    [Description("How many runs it has, branches included.")]
    public required long RunCount { get; init; }

    public static SimulationLine From(SimulationSummary summary) => new()
    {
        Id = summary.Id,
        Name = summary.Name,
        Description = summary.Description,
        EnvironmentName = summary.EnvironmentName,
        AgentType = summary.AgentType,
        CreatedAt = CompatTimestamp.Format(summary.CreatedAt),
        RunCount = summary.RunCount,
    };
}
