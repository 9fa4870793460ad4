using System.Text.Json;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.OpenAi;

/// <summary>
/// Finds the calls in a response, its <c>output</c>, or one item of it. A response without a call ends the task.
/// </summary>
internal static class OpenAiAnswers
{
    public const string Call = "computer_call";

    public static ModelAnswer Read(string answer)
    {
        if (CallJson.Read(answer) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json)
        {
            return new ModelAnswer([], string.IsNullOrWhiteSpace(answer) ? null : answer);
        }

        JsonElement[] items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()]
            : json.Member("output") is { ValueKind: JsonValueKind.Array } output ? [.. output.EnumerateArray()]
            : [json];
        var said = string.Concat(items.SelectMany(item => item.ItemsOf("content")).Select(part => part.TextOf("text")));
        var isCutShort = json.TextOf("status") is not (null or "completed");
        return new ModelAnswer([.. items.SelectMany(Calls)], said.Length == 0 || isCutShort ? null : said);
    }

    private static IEnumerable<RawCall> Calls(JsonElement item) => item.TextOf("type") switch
    {
        Call => Actions(item),
        "function_call" => [RawCall.Of(item.TextOf("call_id"), item.TextOf("name"), item.Member("arguments"))],
        "message" or "reasoning" => [],
        null => [RawCall.Unreadable("an item of the answer has no type")],
        var other when other.EndsWith("_call", StringComparison.Ordinal) => [RawCall.Of(item.TextOf("id"), other, null)],
        _ => [],
    };

    private static IEnumerable<RawCall> Actions(JsonElement call)
    {
        var id = call.TextOf("call_id");
        return call.Member("actions") is { ValueKind: JsonValueKind.Array } actions && actions.GetArrayLength() > 0
            ? actions.EnumerateArray().Select(action => RawCall.Of(id, OpenAiFormat.Tool, action))
            : [RawCall.Of(id, OpenAiFormat.Tool, call.Member("action"))];
    }
}
