using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>
/// Finds the calls in what an open model answered: in the <c>tool_calls</c> of a chat completion, or in its text between
/// <c>tool_call</c> tags, in fenced blocks of JSON, or as a single object.
/// </summary>
internal static partial class TextCalls
{
    private static readonly string[] EndsOfThought = ["</think>", "</thinking>"];

    public static ModelAnswer Read(string answer) => new(
        MayBeJson(answer) && CallJson.Read(answer) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json
            ? [.. InJson(json)]
            : InText(answer));

    /// <summary>Most answers are none, and finding that out by reading them costs an exception.</summary>
    private static bool MayBeJson(string answer) => answer.AsSpan().TrimStart() is ['{' or '[', ..];

    private static IEnumerable<RawCall> InJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().Select(InObject);
        }

        var message = json.ItemsOf("choices").FirstOrDefault().Member("message") ?? json.Member("message") ?? json;
        RawCall[] calls = [.. message.ItemsOf("tool_calls").Select(InObject)];
        return calls.Length > 0 ? calls
            : message.Member("content") is not null ? InText(message.TextOf("content") ?? "")
            : [InObject(json)];
    }

    private static ImmutableArray<RawCall> InText(string answer)
    {
        var text = WithoutThought(answer);
        RawCall[] tagged = [.. Tagged().Matches(text).Select(match => InBlock(match.Groups["call"].Value))];
        if (tagged.Length > 0)
        {
            return [.. tagged];
        }

        RawCall[] fenced =
        [
            .. Fenced().Matches(text)
                .Where(match => match.Groups["json"].Success || CallJson.Read(match.Groups["call"].Value) is not null)
                .Select(match => InBlock(match.Groups["call"].Value)),
        ];
        return fenced.Length > 0 ? [.. fenced] : Bare(text) is { } json ? [InObject(json)] : [];
    }

    private static RawCall InBlock(string text) => CallJson.Read(text.Trim()) is { } json
        ? InObject(json)
        : RawCall.Unreadable("what stands where the call belongs is no JSON");

    private static RawCall InObject(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return RawCall.Unreadable("the call is no JSON object");
        }

        var function = json.Member("function") is { ValueKind: JsonValueKind.Object } inner ? inner : json;
        return RawCall.Of(json.TextOf("id"), function.TextOf("name"), function.Member("arguments"));
    }

    private static JsonElement? Bare(string text)
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        return start >= 0 && start < end ? CallJson.Read(text[start..(end + 1)]) : null;
    }

    /// <summary>A model that thinks aloud may write down calls that it then does not make.</summary>
    private static string WithoutThought(string answer)
    {
        foreach (var end in EndsOfThought)
        {
            var at = answer.IndexOf(end, StringComparison.Ordinal);
            if (at >= 0 && IsThought(answer.AsSpan(0, at)))
            {
                return answer[(at + end.Length)..];
            }
        }

        return answer;
    }

    /// <summary>Some models leave out the first tag, and a call may type the last one.</summary>
    private static bool IsThought(ReadOnlySpan<char> text) =>
        text.TrimStart().StartsWith("<think", StringComparison.Ordinal)
        || !text.Contains("<tool_call>", StringComparison.Ordinal);

    /// <summary>An answer that was cut short has no end tag.</summary>
    [GeneratedRegex("<tool_call>(?<call>.*?)(</tool_call>|$)", RegexOptions.Singleline)]
    private static partial Regex Tagged();

    [GeneratedRegex("```(?<json>json\\b)?(?<call>.*?)(```|$)", RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
