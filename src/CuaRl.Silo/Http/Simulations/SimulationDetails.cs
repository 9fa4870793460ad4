using System.ComponentModel;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>A simulation with everything that is stored of it.</summary>
internal sealed record SimulationDetails
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string EnvironmentName { get; init; }

    public required JsonText EnvironmentConfig { get; init; }

    public required string AgentType { get; init; }

    public required JsonText AgentConfig { get; init; }

    public required JsonText? MaxSteps { get; init; }

    public required JsonText? Seed { get; init; }

    public required JsonText? Tags { get; init; }

    [Description("UTC, ISO 8601, to the microsecond: with a Z below /api/v1, without a zone from the original API.")]
    public required string CreatedAt { get; init; }

    public static SimulationDetails From(SimulationInfo info, Func<DateTimeOffset, string> format) => new()
    {
        Id = info.Id,
        Name = info.Definition.Name,
        Description = info.Definition.Description,
        EnvironmentName = info.Definition.EnvironmentName,
        EnvironmentConfig = info.Definition.EnvironmentConfig,
        AgentType = info.Definition.AgentType,
        AgentConfig = info.Definition.AgentConfig,
        MaxSteps = info.Definition.MaxSteps,
        Seed = info.Definition.Seed,
        Tags = info.Definition.Tags,
        CreatedAt = format(info.CreatedAt),
    };
}
