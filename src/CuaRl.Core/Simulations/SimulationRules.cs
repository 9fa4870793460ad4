using System.Text.Json;
using CuaRl.Core.Text;

namespace CuaRl.Core.Simulations;

/// <summary>What a simulation may hold. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class SimulationRules
{
    /// <summary>The longest name of a simulation, environment or agent, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The longest description, in characters.</summary>
    public const int MaxDescriptionLength = 10_000;

    /// <summary>The largest JSON value of a definition, in bytes: a control record stays small.</summary>
    public const int MaxJsonBytes = 64 * 1024;

    /// <summary>The largest page of a list.</summary>
    public const int MaxPage = 1_000;

    public static string? Name(string? value) => value switch
    {
        null or "" => "must not be empty",
        { Length: > MaxNameLength } => $"must be at most {MaxNameLength} characters, not {value.Length}",
        _ => Storable(value),
    };

    public static string? Description(string? value) => value switch
    {
        null => null,
        { Length: > MaxDescriptionLength } => $"must be at most {MaxDescriptionLength} characters, not {value.Length}",
        _ => Storable(value),
    };

    public static string? JsonObject(ReadOnlySpan<byte> utf8)
    {
        if (JsonValue(utf8) is { } broken)
        {
            return broken;
        }

        var reader = new Utf8JsonReader(utf8);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? null : "must be a JSON object";
    }

    public static string? JsonValue(ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaxJsonBytes ? $"must be at most {MaxJsonBytes} bytes of JSON, not {utf8.Length}" : null;

    public static string? Skip(int value) => value < 0 ? "must be 0 or more" : null;

    public static string? Limit(int value) => value is < 1 or > MaxPage ? $"must be 1 to {MaxPage}" : null;

    /// <summary>A text to compare stored ones with. Null is none, which is allowed.</summary>
    public static string? Storable(string? value) =>
        PlainText.IsStorable(value) ? null : "must not hold U+0000 or half of a surrogate pair";
}
