using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>
/// Reads the arguments of a call, each fault named by its member. A member that is null is one that is not there.
/// </summary>
internal readonly struct CallArguments(JsonElement json)
{
    public bool Has(string member) => json.Member(member) is { ValueKind: not JsonValueKind.Null };

    /// <exception cref="FormatException">It is missing or no text.</exception>
    public string Text(string member) => TextOrNull(member) ?? throw Missing(member);

    /// <exception cref="FormatException">It is there and no text.</exception>
    public string? TextOrNull(string member) => json.Member(member) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new FormatException($"{member}: must be text"),
    };

    /// <summary>Text to type; models mean the enter key by a line break at its end.</summary>
    /// <exception cref="FormatException">It is missing or no text.</exception>
    public ScreenAction.TypeText Typing(string member) => Text(member) switch
    {
        [.. var text, '\r', '\n'] => new(text, IsSubmitted: true),
        [.. var text, '\n'] => new(text, IsSubmitted: true),
        var text => new(text),
    };

    /// <exception cref="FormatException">It is missing or neither true nor false.</exception>
    public bool Truth(string member) => json.Member(member) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        null or { ValueKind: JsonValueKind.Null } => throw Missing(member),
        _ => throw new FormatException($"{member}: must be true or false"),
    };

    /// <exception cref="FormatException">It is missing or no number.</exception>
    public double Number(string member) => Has(member) ? NumberOf(json.Member(member)!.Value, member) : throw Missing(member);

    /// <exception cref="FormatException">It is there and no number.</exception>
    public double Number(string member, double otherwise) => Has(member) ? Number(member) : otherwise;

    /// <summary>A time in seconds.</summary>
    /// <exception cref="FormatException">It is missing, or not within its limits.</exception>
    public TimeSpan Seconds(string member, double least, double most, double? otherwise = null)
    {
        var seconds = otherwise is { } value ? Number(member, value) : Number(member);
        return seconds >= least && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException(
                FormattableString.Invariant($"{member}: must be from {least} to {most} seconds, not {seconds}"));
    }

    /// <summary>Numbers in an array of that length.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public double[] Numbers(string member, int count)
    {
        if (!Has(member))
        {
            throw Missing(member);
        }

        var value = json.Member(member)!.Value;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == count
            ? [.. value.EnumerateArray().Select(item => NumberOf(item, member))]
            : throw new FormatException($"{member}: must be an array of {count} numbers");
    }

    /// <summary>Texts in an array, or a single one; at least one.</summary>
    /// <exception cref="FormatException">It is missing, empty or something else.</exception>
    public ImmutableArray<string> Texts(string member) =>
        !Has(member) ? throw Missing(member)
        : TextsOrNone(member) is { IsEmpty: false } texts ? texts
        : throw new FormatException($"{member}: must not be empty");

    /// <summary>Texts in an array, or a single one, or none.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public ImmutableArray<string> TextsOrNone(string member) => json.Member(member) switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray().Select(item => TextOf(item, member))],
        _ => throw new FormatException($"{member}: must be an array of texts"),
    };

    /// <summary>The objects of an array.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public ImmutableArray<CallArguments> Objects(string member) => json.Member(member) switch
    {
        null or { ValueKind: JsonValueKind.Null } => throw Missing(member),
        { ValueKind: JsonValueKind.Array } items
            when items.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) =>
            [.. items.EnumerateArray().Select(item => new CallArguments(item))],
        _ => throw new FormatException($"{member}: must be an array of objects"),
    };

    /// <summary>The member where it is an object; null for anything else.</summary>
    public CallArguments? ObjectOrNull(string member) =>
        json.Member(member) is { ValueKind: JsonValueKind.Object } value ? new CallArguments(value) : null;

    /// <summary>A point in an array of two numbers, on the screen.</summary>
    /// <exception cref="FormatException">It is missing, something else, or beyond the screen.</exception>
    public ScreenPoint Point(string member, ScreenView view) =>
        Numbers(member, 2) is [var x, var y] ? view.Point(member, x, y) : throw Missing(member);

    private static FormatException Missing(string member) => new($"{member}: is missing");

    private static double NumberOf(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"{member}: must be a number");

    private static string TextOf(JsonElement value, string member) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new FormatException($"{member}: must be an array of texts");
}
