using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>
/// The one judgement that the original keeps of a rollout: the validator's, overlaid by what people said since. A rollout that
/// only people judged has none.
/// </summary>
internal static class MonitorValidation
{
    /// <summary>The row that clients know.</summary>
    /// <param name="rollout">The number of the rollout.</param>
    /// <param name="judgements">All judgements as its record holds them, the one that counts last.</param>
    public static JsonObject? Compose(long rollout, JsonArray judgements)
    {
        var all = judgements.OfType<JsonObject>().ToList();
        if (all.LastOrDefault(judgement => !IsOverride(judgement)) is not { } validator)
        {
            return null;
        }

        var index = validator["index"]!.GetValue<int>();
        var time = Time(validator);
        return new JsonObject
        {
            ["id"] = (rollout * 100) + index,
            ["rollout_id"] = rollout,
            ["validator_id"] = null,
            ["validation_time"] = time,
            ["validation_query"] = validator["validation_query"]?.DeepClone(),
            ["expected_result"] = Text(validator["expected_result"]),
            ["actual_result"] = Text(validator["actual_result"]),
            ["success"] = all.LastOrDefault(judgement => judgement["success"] is not null)?["success"]?.DeepClone(),
            ["execution_time"] = validator["execution_time"]?.DeepClone(),
            ["error_message"] = validator["error_message"]?.DeepClone(),
            ["details_json"] = Details(validator, [.. all.Where(IsOverride)]),
            ["created_at"] = time,
        };
    }

    private static JsonObject? Details(JsonObject validator, IReadOnlyList<JsonObject> overrides)
    {
        var details = validator["details"]?.DeepClone() as JsonObject;
        if (overrides.Count == 0)
        {
            return details;
        }

        details ??= [];
        details["human_override"] = Entry(overrides[^1]);
        details["human_override_history"] = new JsonArray([.. overrides.Select(Entry)]);
        return details;
    }

    private static JsonObject Entry(JsonObject judgement) => new()
    {
        ["overridden_at"] = Time(judgement),
        ["overridden_success"] = judgement["success"]?.DeepClone() ?? false,
        ["previous_success"] = judgement["previous_success"]?.DeepClone(),
        ["reason"] = judgement["reason"]?.DeepClone(),
        ["actor"] = judgement["actor"]?.DeepClone(),
        ["source"] = "training-monitor",
    };

    private static bool IsOverride(JsonObject judgement) => (string?)judgement["source"] == "override";

    private static string? Time(JsonObject judgement) =>
        (string?)judgement["created_at"] is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;

    /// <summary>A text as the original's columns are: clients show it as it comes.</summary>
    private static JsonNode? Text(JsonNode? value) => value is null ? null
        : value.GetValueKind() == JsonValueKind.String ? value.DeepClone()
        : value.ToJsonString();
}
