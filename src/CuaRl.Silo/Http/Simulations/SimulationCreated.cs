using System.ComponentModel;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>A simulation that was created, now or by an earlier request with the same Idempotency-Key.</summary>
internal sealed record SimulationCreated
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string EnvironmentName { get; init; }

    public required string AgentType { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static SimulationCreated From(SimulationInfo info) => new()
    {
        Id = info.Id,
        Name = info.Definition.Name,
        EnvironmentName = info.Definition.EnvironmentName,
        AgentType = info.Definition.AgentType,
        CreatedAt = CompatTimestamp.Format(info.CreatedAt),
    };
}
