using System.Text.Json;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>A call as it was found in an answer, not yet understood.</summary>
/// <param name="Id">Its id; null for none. Actions of one batch share it.</param>
/// <param name="Tool">The tool; null for none.</param>
/// <param name="Arguments">The arguments, an object, unless there is a fault.</param>
/// <param name="Fault">Why it cannot be read, as a sentence; null when it can.</param>
internal sealed record RawCall(string? Id, string? Tool, JsonElement Arguments, string? Fault = null)
{
    private static readonly JsonElement Nothing = CallJson.Read("{}")!.Value;

    public static RawCall Unreadable(string fault) => new(null, null, default, fault);

    /// <summary>
    /// A call with arguments in one of the ways in which interfaces write them: an object, its text, or not at all.
    /// </summary>
    public static RawCall Of(string? id, string? tool, JsonElement? arguments)
    {
        if (string.IsNullOrEmpty(tool))
        {
            return new RawCall(id, null, default, "the call has no name");
        }

        var value = arguments switch
        {
            null => Nothing,
            { ValueKind: JsonValueKind.String } text when text.GetString() is not { Length: > 0 } => Nothing,
            { ValueKind: JsonValueKind.String } text => CallJson.Read(text.GetString()!),
            _ => arguments,
        };
        return value is { ValueKind: JsonValueKind.Object } known
            ? new RawCall(id, tool, known)
            : new RawCall(id, tool, value ?? arguments!.Value, "the arguments of the call are no JSON object");
    }
}
