using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Http.Validation;

/// <summary>
/// A JSON object sent as a request body. Fields are taken one by one and what is wrong with them is gathered, so that a
/// client hears of all its mistakes at once. A member that nobody asks for is a mistake too, but not on routes of an original API.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    /// <summary>Enough to see what is wrong.</summary>
    private const int MaxUnknown = 20;

    private readonly JsonDocument _document;
    private readonly bool _takesUnknown;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<FieldError> _errors = [];

    private JsonBody(JsonDocument document, bool takesUnknown)
    {
        _document = document;
        _takesUnknown = takesUnknown;
    }

    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await RequestBody.ReadJsonAsync(request, cancellationToken), TakesUnknown(request));

    /// <summary>A body all of whose fields are optional, and which may be missing itself.</summary>
    public static async Task<JsonBody> ReadOptionalAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await RequestBody.ReadOptionalJsonAsync(request, cancellationToken), TakesUnknown(request));

    /// <param name="utf8">The JSON.</param>
    /// <param name="takesUnknown">Whether members that nobody asks for are passed over.</param>
    /// <exception cref="RequestInvalidException">It is no JSON object.</exception>
    public static JsonBody Parse(ReadOnlyMemory<byte> utf8, bool takesUnknown = false)
    {
        RequestBody.CheckText(utf8.Span);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = RequestBody.MaxDepth });
        }
        catch (JsonException error)
        {
            throw RequestBody.NotJson(error);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return new JsonBody(document, takesUnknown);
        }

        document.Dispose();
        throw RequestBody.NotAnObject();
    }

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
    public string? OptionalText(string field, Func<string?, string?> rule) => Find(field) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value => Checked(field, value, rule),
        _ => Fail(field, "string_type", "Input should be a valid string", (string?)null),
    };

    /// <summary>A whole number that may be missing or null.</summary>
    public long? OptionalInteger(string field, long least) => Find(field) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
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
    public JsonText? OptionalObject(string field, Func<ReadOnlySpan<byte>, string?> rule) => Find(field) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { } value => Object(field, value, rule),
    };

    /// <summary>Any JSON value; missing and null are the same.</summary>
    public JsonText? OptionalValue(string field, Func<ReadOnlySpan<byte>, string?> rule) => Find(field) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { } value => Raw(field, value, rule),
    };

    /// <summary>Adds a mistake that lies between fields.</summary>
    public void Reject(string field, string message) => _errors.Add(FieldError.InBody(field, "value_error", message));

    /// <summary>Ends the reading; every field has been asked for by now.</summary>
    /// <exception cref="RequestInvalidException">A field that was asked for is wrong, or another one is there.</exception>
    public void ThrowIfInvalid()
    {
        if (!_takesUnknown)
        {
            _errors.AddRange(_document.RootElement.EnumerateObject()
                .Select(NameOf).Except(_known).Take(MaxUnknown).Select(FieldError.Unknown));
        }

        if (_errors.Count > 0)
        {
            throw new RequestInvalidException(_errors);
        }
    }

    public void Dispose() => _document.Dispose();

    private static bool TakesUnknown(HttpRequest request) => CompatRouteMetadata.IsOn(request.HttpContext.GetEndpoint());

    private JsonElement? Find(string field)
    {
        _known.Add(field);
        JsonElement? found = null;
        foreach (var property in _document.RootElement.EnumerateObject())
        {
            if (IsNamed(property, field))
            {
                found = property.Value;
            }
        }

        return found;
    }

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
        _errors.Add(FieldError.InBody(field, type, message));
        return placeholder;
    }
}
