using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.OpenAi;

/// <summary>The <c>computer_call</c> of OpenAI's Responses interface, of one action or of several.</summary>
internal static class OpenAiFormat
{
    public const string Tool = "computer";
    public const string Kind = "type";

    public static ActionFormat Create() => new()
    {
        Name = "openai",
        SpaceOf = CoordinateSpace.Absolute,
        Tools = ImmutableSortedDictionary<string, string?>.Empty.WithComparers(StringComparer.Ordinal).Add(Tool, Kind),
        Read = OpenAiAnswers.Read,
        Understand = (_, arguments, view) => OpenAiActions.Understand(arguments, view),
        Write = (action, view) => OpenAiEncoder.Write(action, view) is { } arguments ? Encoded(arguments) : null,
    };

    private static EncodedCall Encoded(JsonObject arguments)
    {
        var text = CallJson.Write(arguments);
        var call = new JsonObject
        {
            ["type"] = OpenAiAnswers.Call,
            ["id"] = "cu_1",
            ["call_id"] = "call_1",
            ["action"] = arguments,
            ["pending_safety_checks"] = new JsonArray(),
            ["status"] = "completed",
        };
        return new EncodedCall(Tool, text, CallJson.Write(call));
    }
}
