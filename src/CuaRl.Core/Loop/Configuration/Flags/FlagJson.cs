using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>Flags as the members of a JSON object.</summary>
public static class FlagJson
{
    /// <summary>What a fault of the whole object is said to be of.</summary>
    internal const string Whole = "config";

    /// <summary>Reads an object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What it is called, for messages.</param>
    public static FlagReading Read(string json, string name)
    {
        var source = new FlagSource(FlagOrigin.Config, name);
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? FlagReading.Of(source, document.RootElement.EnumerateObject().Select(member => (member.Name, (string?)Text(member.Value))))
                : NoObject(source, "must be a JSON object of flags");
        }
        catch (JsonException error)
        {
            // The reader's own message may show a secret.
            return NoObject(source, string.Create(
                CultureInfo.InvariantCulture, $"is no JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}"));
        }
        catch (InvalidOperationException)
        {
            return NoObject(source, "holds half of a surrogate pair");
        }
    }

    /// <summary>The object that holds values; flags without one are <c>null</c> in it.</summary>
    internal static string Write(IEnumerable<(Flag Flag, string? Value)> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (flag, value) in values)
            {
                writer.WritePropertyName(flag.Name);
                WriteValue(writer, flag, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value as what it is; infinity, which JSON has no number for, as text.</summary>
    public static void WriteValue(Utf8JsonWriter writer, Flag flag, string? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else if (flag.Kind == FlagKind.Text || value == "inf")
        {
            writer.WriteStringValue(value);
        }
        else
        {
            writer.WriteRawValue(value);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static FlagReading NoObject(FlagSource source, string rule) =>
        new([], [new FlagFault(Whole, null, rule, source.Name)]);
}
