using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Simulations;

/// <summary>The control record of a simulation, by the column names of the table that it is projected to.</summary>
/// <remarks>
/// Members are settable, not init-only: the source-generated reader passes every init-only member to the constructor, so
/// that one missing from the payload would lose its default, and refuses extension data among them.
/// </remarks>
internal sealed record SimulationState
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "simulation";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    [JsonPropertyName("environment_name")]
    public string EnvironmentName { get; set; } = "";

    [JsonPropertyName("environment_config")]
    public JsonText EnvironmentConfig { get; set; } = JsonText.EmptyObject;

    [JsonPropertyName("agent_type")]
    public string AgentType { get; set; } = "";

    [JsonPropertyName("agent_config")]
    public JsonText AgentConfig { get; set; } = JsonText.EmptyObject;

    [JsonPropertyName("max_steps")]
    public JsonText? MaxSteps { get; set; }

    [JsonPropertyName("seed")]
    public JsonText? Seed { get; set; }

    [JsonPropertyName("tags")]
    public JsonText? Tags { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    public static SimulationState From(string id, SimulationDefinition definition, DateTimeOffset createdAt) => new()
    {
        Id = id,
        Name = definition.Name,
        Description = definition.Description,
        EnvironmentName = definition.EnvironmentName,
        EnvironmentConfig = definition.EnvironmentConfig,
        AgentType = definition.AgentType,
        AgentConfig = definition.AgentConfig,
        MaxSteps = definition.MaxSteps,
        Seed = definition.Seed,
        Tags = definition.Tags,
        CreatedAt = createdAt,
    };

    [JsonIgnore]
    public SimulationDefinition Definition => new()
    {
        Name = Name,
        Description = Description,
        EnvironmentName = EnvironmentName,
        EnvironmentConfig = EnvironmentConfig,
        AgentType = AgentType,
        AgentConfig = AgentConfig,
        MaxSteps = MaxSteps,
        Seed = Seed,
        Tags = Tags,
    };

    [JsonIgnore]
    public SimulationInfo Info => new() { Id = Id, Definition = Definition, CreatedAt = CreatedAt };
}
