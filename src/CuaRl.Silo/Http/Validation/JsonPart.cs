using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Http.Validation;

/// <summary>
/// A JSON object in a request body. Fields are taken one by one and what is wrong with them is gathered, so that a
/// client hears of all its mistakes at once. A member that nobody asks for is a mistake too, but not on routes of an original API.
/// </summary>
internal partial class JsonPart
{
    private readonly JsonElement _element;
    private readonly IReadOnlyList<string> _at;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <param name="element">The object.</param>
    /// <param name="at">Where it is: <c>body</c>, then names and numbers.</param>
    /// <param name="mistakes">Takes what is wrong.</param>
    protected JsonPart(JsonElement element, IReadOnlyList<string> at, JsonMistakes mistakes)
    {
        _element = element;
        _at = at;
        Mistakes = mistakes;
        mistakes.Watch(this);
    }

    protected JsonMistakes Mistakes { get; }

    /// <summary>The members that nobody asked for.</summary>
    public IEnumerable<FieldError> Unknown() => _element.EnumerateObject()
        .Select(NameOf).Except(_known)
        .Select(name => Error(FieldError.Shown(name), FieldError.UnknownType, FieldError.UnknownMessage));

    /// <summary>A text that must be there.</summary>
    public string Text(string field, Func<string?, string?> rule)
    {
        if (Find(field) is not { } value)
        {
            return Fail(field, "missing", "Field required", "");
        }

        return value.ValueKind == JsonValueKind.String
            ? Checked(field, value, rule)
            : Fail(field, "string_type", "Input should be a valid string", "");
    }

    /// <summary>A text that may be missing or null.</summary>
    public string? OptionalText(string field, Func<string?, string?> rule) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => Checked(field, value, rule),
        _ => Fail(field, "string_type", "Input should be a valid string", (string?)null),
    };

    /// <summary>A whole number that may be missing or null.</summary>
    public long? OptionalInteger(string field, long least) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) =>
            number >= least
                ? number
                : Fail(field, "greater_than_equal", $"Input should be greater than or equal to {least}", (long?)null),
        _ => Fail(field, "int_type", "Input should be a valid integer", (long?)null),
    };

    /// <summary>An object that must be there.</summary>
    public JsonText Object(string field, Func<ReadOnlySpan<byte>, string?> rule) => Find(field) is { } value
        ? Object(field, value, rule)
        : Fail(field, "missing", "Field required", JsonText.EmptyObject);

    /// <summary>An object that may be missing or null.</summary>
    public JsonText? OptionalObject(string field, Func<ReadOnlySpan<byte>, string?> rule) => Given(field) switch
    {
        null => null,
        { } value => Object(field, value, rule),
    };

    /// <summary>Any JSON value; missing and null are the same.</summary>
    public JsonText? OptionalValue(string field, Func<ReadOnlySpan<byte>, string?> rule) => Given(field) switch
    {
        null => null,
        { } value => Raw(field, value, rule),
    };

    /// <summary>Adds a mistake that lies between fields.</summary>
    public void Reject(string field, string message) => Mistakes.Add(Error(field, "value_error", message));

    private JsonElement? Find(string field)
    {
        _known.Add(field);
        JsonElement? found = null;
        foreach (var property in _element.EnumerateObject())
        {
            if (IsNamed(property, field))
            {
                found = property.Value;
            }
        }

        return found;
    }

    /// <summary>The value of a field; null when it is missing or null.</summary>
    private JsonElement? Given(string field) => Find(field) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private static bool IsNamed(JsonProperty property, string field)
    {
        try
        {
            return property.NameEquals(field);
        }
        catch (InvalidOperationException)
        {
            return false; // A name with half a surrogate pair in it cannot be decoded, and is none of ours.
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property)); // With its half a pair as it was sent.
        }
    }

    private string Checked(string field, JsonElement value, Func<string?, string?> rule)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Fail(field, "string_unicode", "Input should be a valid string, not half of a surrogate pair", "");
        }

        return rule(text) is { } broken ? Fail(field, "value_error", $"Input {broken}", "") : text;
    }

    private JsonText Object(string field, JsonElement value, Func<ReadOnlySpan<byte>, string?> rule) =>
        value.ValueKind == JsonValueKind.Object
            ? Raw(field, value, rule) ?? JsonText.EmptyObject
            : Fail(field, "dict_type", "Input should be a valid dictionary", JsonText.EmptyObject);

    private JsonText? Raw(string field, JsonElement value, Func<ReadOnlySpan<byte>, string?> rule)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value);
        if (rule(utf8) is { } broken)
        {
            return Fail(field, "value_error", $"Input {broken}", (JsonText?)null);
        }

        try
        {
            return JsonText.FromUtf8(utf8);
        }
        catch (FormatException)
        {
            return Fail(
                field, "value_error", $"Input must be nested at most {JsonText.MaxDepth} levels deep", (JsonText?)null);
        }
    }

    private T Fail<T>(string field, string type, string message, T placeholder)
    {
        Mistakes.Add(Error(field, type, message));
        return placeholder;
    }

    private FieldError Error(string field, string type, string message) =>
        new() { Type = type, Loc = [.. _at, field], Msg = message };
}
