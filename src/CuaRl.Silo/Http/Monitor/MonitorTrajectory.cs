using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>
/// What the original keeps as the execution details of a rollout: the actions of each turn with what came of them, where its
/// clients look for the places that were touched.
/// </summary>
internal static class MonitorTrajectory
{
    /// <param name="turns">The turns.</param>
    /// <param name="actions">Their actions, with <c>turn</c>.</param>
    public static JsonObject Compose(IReadOnlyList<JsonObject> turns, IReadOnlyList<JsonObject> actions)
    {
        var byTurn = actions.ToLookup(action => action["turn"]!.GetValue<long>());
        var details = turns.Select(turn =>
        {
            var number = turn["turn"]!.GetValue<long>();
            return new JsonObject
            {
                ["turn_num"] = number,
                ["action_results"] = new JsonArray([.. byTurn[number].Select(Result)]),
            };
        });
        return new JsonObject { ["execution_details"] = new JsonObject { ["turns"] = new JsonArray([.. details]) } };
    }

    /// <summary>What came of an action is any text; where it is an object, its members are what clients look for.</summary>
    private static JsonObject Result(JsonObject action)
    {
        var said = action["result"]?.DeepClone();
        var result = said as JsonObject ?? new JsonObject { ["result"] = said };
        result["action_type"] ??= action["action_type"]?.DeepClone();
        return result;
    }
}
