using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Anthropic;

/// <summary>The <c>computer</c> tool of Anthropic's Messages interface, in two versions.</summary>
internal static class AnthropicFormat
{
    public const string Kind = "action";
    private const string Tool = "computer";

    public static ActionFormat[] All() =>
        [Create("anthropic_20250124", canZoom: false), Create("anthropic_20251124", canZoom: true)];

    private static ActionFormat Create(string name, bool canZoom) => new()
    {
        Name = name,
        SpaceOf = CoordinateSpace.Absolute,
        Tools = ImmutableSortedDictionary<string, string?>.Empty.WithComparers(StringComparer.Ordinal).Add(Tool, Kind),
        Read = AnthropicAnswers.Read,
        Understand = (_, arguments, view) => AnthropicActions.Understand(arguments, view, canZoom),
        Write = (action, view) => AnthropicEncoder.Write(action, view) is { } arguments ? Encoded(arguments) : null,
    };

    private static EncodedCall Encoded(JsonObject arguments)
    {
        var text = CallJson.Write(arguments);
        var call = new JsonObject
        {
            ["type"] = AnthropicAnswers.Call,
            ["id"] = "toolu_1",
            ["name"] = Tool,
            ["input"] = arguments,
        };
        return new EncodedCall(Tool, text, CallJson.Write(call));
    }
}
