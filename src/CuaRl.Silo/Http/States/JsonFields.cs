using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Core.Blobs;

namespace CuaRl.Silo.Http.States;

/// <summary>
/// Reads the value that a JSON reader stands on and leaves the reader where it ends. What is wrong is added to the errors;
/// the value returned then means nothing.
/// </summary>
internal static class JsonFields
{
    public static JsonText? Any(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string field, FieldErrors errors)
    {
        var start = (int)reader.TokenStartIndex;
        var outside = reader.CurrentDepth;
        var levels = 0;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            do
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    levels = Math.Max(levels, reader.CurrentDepth - outside + 1);
                }
            }
            while (reader.Read() && reader.CurrentDepth > outside);
        }

        if (levels <= JsonText.MaxDepth)
        {
            return JsonText.FromChecked(utf8[start..(int)reader.BytesConsumed]);
        }

        errors.Add(field, "value_error", $"Input must be nested at most {JsonText.MaxDepth} levels deep");
        return null;
    }

    public static JsonText? OptionalAny(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string field, FieldErrors errors) =>
        reader.TokenType == JsonTokenType.Null ? null : Any(ref reader, utf8, field, errors);

    public static JsonText? Array(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string field, FieldErrors errors) =>
        reader.TokenType == JsonTokenType.StartArray
            ? Any(ref reader, utf8, field, errors)
            : Fail<JsonText>(ref reader, field, "list_type", "Input should be a valid list", errors);

    public static JsonText? OptionalObject(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string field, FieldErrors errors) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.StartObject => Any(ref reader, utf8, field, errors),
        _ => Fail<JsonText>(ref reader, field, "dict_type", "Input should be a valid dictionary", errors),
    };

    public static string? OptionalText(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return Fail<string>(ref reader, field, "string_type", "Input should be a valid string", errors);
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return Fail<string>(
                ref reader, field, "string_unicode", "Input should be a valid string, not half of a surrogate pair", errors);
        }
    }

    public static bool Boolean(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        Fail<object>(ref reader, field, "bool_type", "Input should be a valid boolean", errors);
        return false;
    }

    public static double? OptionalNumber(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                return number;
            case JsonTokenType.Number:
                errors.Add(field, "finite_number", "Input should be a finite number");
                return null;
            default:
                Fail<object>(ref reader, field, "float_type", "Input should be a valid number", errors);
                return null;
        }
    }

    public static long? OptionalInteger(ref Utf8JsonReader reader, string field, long least, FieldErrors errors)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number))
        {
            Fail<object>(ref reader, field, "int_type", "Input should be a valid integer of 64 bits", errors);
            return null;
        }

        if (number < least)
        {
            errors.Add(field, "greater_than_equal", $"Input should be greater than or equal to {least}");
        }

        return number;
    }

    public static ImmutableArray<int> Integers(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        var values = ImmutableArray.CreateBuilder<int>();
        if (!IsArray(ref reader, field, errors))
        {
            return [];
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
            {
                values.Add(value);
            }
            else
            {
                Fail<object>(ref reader, field, "int_type", "Input should be valid integers of 32 bits", errors);
            }
        }

        return values.DrainToImmutable();
    }

    public static ImmutableArray<float> Numbers(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        var values = ImmutableArray.CreateBuilder<float>();
        if (!IsArray(ref reader, field, errors))
        {
            return [];
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out var value) && float.IsFinite(value))
            {
                values.Add(value);
            }
            else
            {
                Fail<object>(ref reader, field, "finite_number", "Input should be finite numbers of 32 bits", errors);
            }
        }

        return values.DrainToImmutable();
    }

    public static ImmutableArray<string> Hashes(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        if (!IsArray(ref reader, field, errors))
        {
            return [];
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (OptionalText(ref reader, field, errors) is { } text && BlobRules.IsHash(text))
            {
                values.Add(text);
            }
            else
            {
                errors.Add(field, "value_error", "Input must be SHA-256 in lower-case hexadecimal");
            }
        }

        return values.DrainToImmutable();
    }

    /// <summary>Whether there is a list to go through; null is none.</summary>
    private static bool IsArray(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
        {
            Fail<object>(ref reader, field, "list_type", "Input should be a valid list", errors);
        }

        return reader.TokenType == JsonTokenType.StartArray;
    }

    private static T? Fail<T>(ref Utf8JsonReader reader, string field, string type, string message, FieldErrors errors)
        where T : class
    {
        errors.Add(field, type, message);
        reader.Skip();
        return null;
    }
}
