using CuaRl.Core.Simulations;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Simulations;

/// <summary>Lays Core's rules over a definition, field by field, under the names that HTTP clients know.</summary>
internal static class SimulationChecks
{
    public static void Check(SimulationDefinition definition)
    {
        Rule.Keep("name", SimulationRules.Name(definition.Name));
        Rule.Keep("description", SimulationRules.Description(definition.Description));
        Rule.Keep("environment_name", SimulationRules.Name(definition.EnvironmentName));
        RequireObject("environment_config", definition.EnvironmentConfig);
        Rule.Keep("agent_type", SimulationRules.Name(definition.AgentType));
        RequireObject("agent_config", definition.AgentConfig);
        RequireSmall("max_steps", definition.MaxSteps);
        RequireSmall("seed", definition.Seed);
        RequireSmall("tags", definition.Tags);
    }

    public static void CheckPage(int skip, int limit)
    {
        Rule.Keep("skip", SimulationRules.Skip(skip));
        Rule.Keep("limit", SimulationRules.Limit(limit));
    }

    /// <summary>Null is refused too: a caller without nullable types may send it.</summary>
    private static void RequireObject(string field, JsonText? value) =>
        Rule.Keep(field, value is null ? "must be a JSON object" : SimulationRules.JsonObject(value.Utf8.Span));

    private static void RequireSmall(string field, JsonText? value)
    {
        if (value is not null)
        {
            Rule.Keep(field, SimulationRules.JsonValue(value.Utf8.Span));
        }
    }
}
