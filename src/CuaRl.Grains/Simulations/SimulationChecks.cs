using CuaRl.Core.Simulations;

namespace CuaRl.Grains.Simulations;

/// <summary>Lays Core's rules over a definition, field by field, under the names that HTTP clients know.</summary>
internal static class SimulationChecks
{
    public static void Check(SimulationDefinition definition)
    {
        Require("name", SimulationRules.Name(definition.Name));
        Require("description", SimulationRules.Description(definition.Description));
        Require("environment_name", SimulationRules.Name(definition.EnvironmentName));
        RequireObject("environment_config", definition.EnvironmentConfig);
        Require("agent_type", SimulationRules.Name(definition.AgentType));
        RequireObject("agent_config", definition.AgentConfig);
        RequireSmall("max_steps", definition.MaxSteps);
        RequireSmall("seed", definition.Seed);
        RequireSmall("tags", definition.Tags);
    }

    public static void CheckPage(int skip, int limit)
    {
        Require("skip", SimulationRules.Skip(skip));
        Require("limit", SimulationRules.Limit(limit));
    }

    /// <summary>Null is refused too: a caller without nullable types may send it.</summary>
    private static void RequireObject(string field, JsonText? value) =>
        Require(field, value is null ? "must be a JSON object" : SimulationRules.JsonObject(value.Utf8.Span));

    private static void RequireSmall(string field, JsonText? value)
    {
        if (value is not null)
        {
            Require(field, SimulationRules.JsonValue(value.Utf8.Span));
        }
    }

    private static void Require(string field, string? broken)
    {
        if (broken is not null)
        {
            throw new InvalidRequestException(field, broken);
        }
    }
}
