using System.Text.Json;

namespace CuaRl.Core.Validation;

/// <summary>Reads what a task expects, each fault named by its member.</summary>
internal static class Expected
{
    private const string Whole = "expected_result";

    /// <summary>True and false, which Python also writes as 1 and 0.</summary>
    public static bool Truth(JsonElement value, string name = Whole) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) && number is 0 or 1 => number == 1,
        _ => throw new FormatException($"{name}: must be true or false"),
    };

    public static long WholeNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw new FormatException($"{Whole}: must be a whole number");

    public static string Text(JsonElement value, string name = Whole)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
                ? text
                : throw new FormatException($"{name}: must be text and not empty");
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"{name}: holds half of a surrogate pair", error);
        }
    }

    public static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException($"{Whole}: must be an object with {name}");
}
