using System.Text.Json;

namespace CuaRl.Core.Environments;

/// <summary>Reads and writes what environments keep, each fault named by its member.</summary>
internal static class EnvironmentJson
{
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.ToArray();
    }

    public static void WriteArray(this Utf8JsonWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.WriteStartArray();
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static JsonElement ReadObject(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new FormatException("must be a JSON object");
        }
        catch (JsonException error)
        {
            throw new FormatException($"not JSON: {error.Message}", error);
        }
    }

    public static JsonElement Required(this JsonElement owner, string member) =>
        owner.TryGetProperty(member, out var value) ? value : throw new FormatException($"{member}: is missing");

    public static int WholeNumber(this JsonElement owner, string member, int otherwise, int most) =>
        !owner.TryGetProperty(member, out var value) ? otherwise : WholeNumber(value, member, most);

    public static int WholeNumber(JsonElement value, string member, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 && number <= most
            ? number
            : throw new FormatException($"{member}: must be a whole number from 0 to {most}");

    public static bool Truth(this JsonElement owner, string member, bool otherwise) =>
        !owner.TryGetProperty(member, out var value) ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new FormatException($"{member}: must be true or false");

    public static string Text(this JsonElement owner, string member, string otherwise) =>
        !owner.TryGetProperty(member, out var value) ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new FormatException($"{member}: must be text");
}
