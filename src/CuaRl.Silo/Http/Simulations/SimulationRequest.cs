using System.ComponentModel;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>What to create. Fields not named here are ignored.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
internal sealed record SimulationRequest
{
    [Description("A name for people, 1 to 200 characters; not unique.")]
    public required string Name { get; init; }

    [Description("Free text, at most 10,000 characters.")]
    public string? Description { get; init; }

    [Description("The environment, such as CartPole-v1; 1 to 200 characters.")]
    public required string EnvironmentName { get; init; }

    [Description("Settings of the environment: a JSON object of at most 64 KiB.")]
    public JsonText? EnvironmentConfig { get; init; }

    [Description("The agent, such as DQN; 1 to 200 characters.")]
    public required string AgentType { get; init; }

    [Description("Settings of the agent: a JSON object of at most 64 KiB.")]
    public required JsonText AgentConfig { get; init; }

    [Description("The most steps of an episode, as any JSON value of at most 64 KiB.")]
    public JsonText? MaxSteps { get; init; }

    [Description("The seed, as any JSON value of at most 64 KiB.")]
    public JsonText? Seed { get; init; }

    [Description("Tags, as any JSON value of at most 64 KiB.")]
    public JsonText? Tags { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static SimulationDefinition Read(JsonBody body)
    {
        var definition = new SimulationDefinition
        {
            Name = body.Text("name", SimulationRules.Name),
            Description = body.OptionalText("description", SimulationRules.Description),
            EnvironmentName = body.Text("environment_name", SimulationRules.Name),
            EnvironmentConfig = body.OptionalObject("environment_config", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
            AgentType = body.Text("agent_type", SimulationRules.Name),
            AgentConfig = body.Object("agent_config", SimulationRules.JsonObject),
            MaxSteps = body.OptionalValue("max_steps", SimulationRules.JsonValue),
            Seed = body.OptionalValue("seed", SimulationRules.JsonValue),
            Tags = body.OptionalValue("tags", SimulationRules.JsonValue),
        };
        body.ThrowIfInvalid();
        return definition;
    }
}
