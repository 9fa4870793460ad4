using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CuaRl.Silo.Http.Validation;

/// <content>Numbers, words, times, lists, and objects in objects.</content>
internal partial class JsonPart
{
    /// <summary>A whole number of 32 bits that must be there.</summary>
    public int Int32(string field)
    {
        if (Given(field) is null)
        {
            return Fail(field, "missing", "Field required", 0);
        }

        return OptionalInt32(field) ?? 0;
    }

    /// <summary>A whole number of 32 bits that may be missing or null.</summary>
    public int? OptionalInt32(string field) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => Fail(field, "int_type", "Input should be a valid integer of 32 bits", (int?)null),
    };

    /// <summary>A finite number, or missing or null.</summary>
    public double? OptionalNumber(string field) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { ValueKind: JsonValueKind.Number } => Fail(field, "finite_number", "Input should be a finite number", (double?)null),
        _ => Fail(field, "float_type", "Input should be a valid number", (double?)null),
    };

    /// <summary>True or false; must be there.</summary>
    public bool Boolean(string field)
    {
        if (Given(field) is null)
        {
            return Fail(field, "missing", "Field required", false);
        }

        return OptionalBoolean(field) ?? false;
    }

    /// <summary>True, false or null; must be there.</summary>
    public bool? NullableBoolean(string field) => Find(field) is null
        ? Fail(field, "missing", "Field required", (bool?)null)
        : OptionalBoolean(field);

    /// <summary>True or false, or missing or null.</summary>
    public bool? OptionalBoolean(string field) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => Fail(field, "bool_type", "Input should be a valid boolean", (bool?)null),
    };

    /// <summary>One of the words of an enumeration; must be there.</summary>
    public T Word<T>(string field)
        where T : struct, Enum
    {
        if (Given(field) is null)
        {
            return Fail(field, "missing", "Field required", default(T));
        }

        return OptionalWord<T>(field) ?? default;
    }

    /// <summary>One of the words of an enumeration, or missing or null.</summary>
    public T? OptionalWord<T>(string field)
        where T : struct, Enum => OptionalText(field, text => Words<T>.Find(text!) is null ? $"should be one of {Words<T>.Known}" : null)
            is { Length: > 0 } word ? Words<T>.Find(word) : null;

    /// <summary>An instant with its zone, or missing or null.</summary>
    public DateTimeOffset? OptionalTime(string field) =>
        OptionalText(field, text => Instant.TryParse(text, out _) ? null : Instant.Rule) is { } given && Instant.TryParse(given, out var time)
            ? time
            : null;

    /// <summary>Texts that may be missing or null, which is none.</summary>
    public ImmutableArray<string> Texts(string field) => List(field, "string_type", "Input should be valid strings", TextOf);

    /// <summary>Whole numbers of 32 bits that may be missing or null, which is none.</summary>
    public ImmutableArray<int> Int32s(string field) => List(
        field, "int_type", "Input should be valid integers of 32 bits",
        value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : (int?)null);

    /// <summary>Finite numbers of 32 bits that may be missing or null, which is none.</summary>
    public ImmutableArray<float> Singles(string field) => List(
        field, "finite_number", "Input should be finite numbers of 32 bits",
        value => value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number)
            ? number
            : (float?)null);

    /// <summary>An object with fields of its own, or missing or null.</summary>
    public JsonPart? OptionalPart(string field) => Given(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new JsonPart(value, [.. _at, field], Mistakes),
        _ => Fail(field, "dict_type", "Input should be a valid dictionary", (JsonPart?)null),
    };

    /// <summary>Objects with fields of their own; must be there.</summary>
    public IReadOnlyList<JsonPart> Parts(string field) => Given(field) is null
        ? Fail(field, "missing", "Field required", (IReadOnlyList<JsonPart>)[])
        : OptionalParts(field) ?? [];

    /// <summary>Objects with fields of their own; null when the field is missing or null.</summary>
    public IReadOnlyList<JsonPart>? OptionalParts(string field)
    {
        if (Given(field) is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return Fail(field, "list_type", "Input should be a valid list", (IReadOnlyList<JsonPart>?)null);
        }

        var parts = new List<JsonPart>();
        var place = 0;
        foreach (var value in list.EnumerateArray())
        {
            IReadOnlyList<string> at = [.. _at, field, place.ToString(CultureInfo.InvariantCulture)];
            place++;
            if (value.ValueKind == JsonValueKind.Object)
            {
                parts.Add(new JsonPart(value, at, Mistakes));
            }
            else
            {
                Mistakes.Add(new FieldError { Type = "dict_type", Loc = at, Msg = "Input should be a valid dictionary" });
            }
        }

        return parts;
    }

    /// <summary>Bytes in base64 that must be there; too many are not decoded. Null when they are wrong.</summary>
    public byte[]? Base64(string field, int most)
    {
        if (Given(field) is not { } value)
        {
            return Fail(field, "missing", "Field required", (byte[]?)null);
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Fail(field, "string_type", "Input should be a valid string", (byte[]?)null);
        }

        var length = JsonMarshal.GetRawUtf8Value(value).Length - 2L;
        if (length / 4 * 3 > most + 2L)
        {
            return TooMany();
        }

        if (!value.TryGetBytesFromBase64(out var bytes))
        {
            return Fail(field, "value_error", "Input should be base64", (byte[]?)null);
        }

        return bytes.Length <= most ? bytes : TooMany();

        byte[]? TooMany() => Fail(field, "value_error", $"Input must be at most {most} bytes", (byte[]?)null);
    }

    /// <summary>Whether the field is there and null, where that is another thing than missing.</summary>
    public bool IsNull(string field) => Find(field) is { ValueKind: JsonValueKind.Null };

    /// <summary>Whether the field holds an object, which <see cref="OptionalPart"/> then reads.</summary>
    public bool IsPart(string field) => Given(field) is { ValueKind: JsonValueKind.Object };

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair.
        }
    }

    private ImmutableArray<T> List<T>(string field, string type, string message, Func<JsonElement, T?> read)
        where T : struct
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var value in Items(field))
        {
            if (read(value) is { } item)
            {
                values.Add(item);
            }
            else
            {
                return Fail(field, type, message, ImmutableArray<T>.Empty);
            }
        }

        return values.DrainToImmutable();
    }

    private ImmutableArray<string> List(string field, string type, string message, Func<JsonElement, string?> read)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var value in Items(field))
        {
            if (read(value) is { } item)
            {
                values.Add(item);
            }
            else
            {
                return Fail(field, type, message, ImmutableArray<string>.Empty);
            }
        }

        return values.DrainToImmutable();
    }

    private IEnumerable<JsonElement> Items(string field) => Given(field) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => Fail(field, "list_type", "Input should be a valid list", Array.Empty<JsonElement>()),
    };
}
