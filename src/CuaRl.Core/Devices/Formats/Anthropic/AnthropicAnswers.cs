using System.Text.Json;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Anthropic;

/// <summary>
/// Finds the calls in a message, its <c>content</c>, or one block of it. A message without a call ends the task.
/// </summary>
internal static class AnthropicAnswers
{
    public const string Call = "tool_use";

    public static ModelAnswer Read(string answer)
    {
        if (CallJson.Read(answer) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json)
        {
            return new ModelAnswer([], string.IsNullOrWhiteSpace(answer) ? null : answer);
        }

        JsonElement[] blocks = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()]
            : json.Member("content") is { ValueKind: JsonValueKind.Array } content ? [.. content.EnumerateArray()]
            : [json];
        var said = string.Concat(blocks.Where(block => block.TextOf("type") == "text").Select(block => block.TextOf("text")));
        var isCutShort = json.TextOf("stop_reason") is not (null or "end_turn" or "stop_sequence" or "tool_use");
        return new ModelAnswer([.. blocks.SelectMany(Calls)], said.Length == 0 || isCutShort ? null : said);
    }

    private static IEnumerable<RawCall> Calls(JsonElement block) => block.TextOf("type") switch
    {
        Call => [RawCall.Of(block.TextOf("id"), block.TextOf("name"), block.Member("input"))],
        null => [RawCall.Unreadable("a block of the answer has no type")],
        _ => [],
    };
}
