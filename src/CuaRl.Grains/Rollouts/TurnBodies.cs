using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Rollouts;

// The JSON of a turn's state. Views of the database decode it: a change here is a change of stored data.

internal sealed record ObservationBody
{
    [JsonPropertyName("text")]
    public string? Text { get; set; }

    [JsonPropertyName("screenshot")]
    public string? Screenshot { get; set; }

    [JsonPropertyName("screenshot_before")]
    public string? ScreenshotBefore { get; set; }

    [JsonPropertyName("elements_before")]
    public string? ElementsBefore { get; set; }

    [JsonPropertyName("device_snapshot")]
    public string? DeviceSnapshot { get; set; }
}

internal sealed record ResponseBody
{
    [JsonPropertyName("model_response")]
    public string? ModelResponse { get; set; }

    [JsonPropertyName("actions")]
    public ImmutableArray<ActionBody> Actions { get; set; } = [];
}

internal sealed record ActionBody
{
    [JsonPropertyName("action_type")]
    public string ActionType { get; set; } = "";

    [JsonPropertyName("tool_name")]
    public string? ToolName { get; set; }

    [JsonPropertyName("tool_args")]
    public JsonText? ToolArguments { get; set; }

    [JsonPropertyName("first_token")]
    public int? FirstToken { get; set; }

    [JsonPropertyName("num_tokens")]
    public int? TokenCount { get; set; }

    [JsonPropertyName("result")]
    public string? Result { get; set; }
}

internal sealed record TurnInfoBody
{
    [JsonPropertyName("info")]
    public JsonText? Info { get; set; }

    [JsonPropertyName("stage_timings")]
    public JsonText? StageTimings { get; set; }

    [JsonPropertyName("metrics")]
    public JsonText? Metrics { get; set; }

    [JsonPropertyName("turn_time")]
    public double? TurnSeconds { get; set; }

    [JsonPropertyName("start_time")]
    public DateTimeOffset? StartTime { get; set; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 2 * CuaRl.JsonText.MaxDepth)]
[JsonSerializable(typeof(ObservationBody))]
[JsonSerializable(typeof(ResponseBody))]
[JsonSerializable(typeof(TurnInfoBody))]
internal sealed partial class TurnJsonContext : JsonSerializerContext;
