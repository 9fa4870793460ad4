using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>One action of a turn. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ActionBody
{
    [Description("'tool_call' by default.")]
    public string? ActionType { get; init; }

    [Description("Such as 'action', 'wait' or 'finish'.")]
    public string? ToolName { get; init; }

    [Description("Any JSON value.")]
    public JsonText? ToolArgs { get; init; }

    [Description("Where its tokens begin among the turn's token_ids.")]
    public int? FirstToken { get; init; }

    [Description("How many tokens it has; with neither given, the first action has all.")]
    public int? NumTokens { get; init; }

    [Description("What the tool answered.")]
    public string? Result { get; init; }

    public static TurnAction Read(JsonPart body) => new()
    {
        ActionType = body.OptionalText("action_type", _ => null) ?? new TurnAction().ActionType,
        ToolName = body.OptionalText("tool_name", _ => null),
        ToolArguments = body.OptionalValue("tool_args", TurnBody.Fits),
        FirstToken = body.OptionalInt32("first_token"),
        TokenCount = body.OptionalInt32("num_tokens"),
        Result = body.OptionalText("result", _ => null),
    };
}
