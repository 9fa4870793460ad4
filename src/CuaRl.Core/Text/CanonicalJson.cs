using System.Globalization;
using System.Text;
using System.Text.Json;
using CuaRl.Core.Runs;

namespace CuaRl.Core.Text;

/// <summary>
/// JSON values as texts that are the same when the values are: members by name whatever their order, strings whatever their
/// escapes, numbers whatever their notation. As in Python, 1 and 1.0 are two numbers. For comparing, not for storing.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The text of a value.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The members of an object, each as it is and as its canonical text; of members that repeat, the last.</summary>
    /// <exception cref="FormatException">It is no object.</exception>
    public static Dictionary<string, (string Raw, string Canonical)> Members(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("must be a JSON object");
        }

        var members = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonName.Decode(reader.ValueSpan);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var canonical = Read(ref reader);
            members[name] = (Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), canonical);
        }

        return members;
    }

    private static string Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => Quoted(JsonName.Decode(reader.ValueSpan)),
        JsonTokenType.Number => Number(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static string ReadObject(ref Utf8JsonReader reader)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonName.Decode(reader.ValueSpan);
            reader.Read();
            members[name] = Read(ref reader);
        }

        return $"{{{string.Join(',', members.Select(member => $"{Quoted(member.Key)}:{member.Value}"))}}}";
    }

    private static string ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader));
        }

        return $"[{string.Join(',', items)}]";
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Number(string raw) => raw.AsSpan().ContainsAny(".eE")
        ? PythonNumber.Of(double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture))
        : raw;
}
