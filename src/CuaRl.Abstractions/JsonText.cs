using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl;

/// <summary>One JSON value as the UTF-8 bytes that came in. It is kept and given back byte for byte.</summary>
/// <remarks>
/// Numbers beyond double, duplicate keys, escaped U+0000 and lone surrogates survive, because nothing is parsed into
/// another model. White space around the value is
/// not part of it. Two texts are equal when their bytes are equal; white space inside counts.
/// </remarks>
[GenerateSerializer, Immutable, Alias("cuarl.JsonText")]
[JsonConverter(typeof(JsonTextConverter))]
public sealed class JsonText : IEquatable<JsonText>
{
    /// <summary>The deepest nesting accepted, in levels.</summary>
    public const int MaxDepth = 64;

    [Id(0)]
    private readonly byte[] _utf8;

    private JsonText(byte[] utf8) => _utf8 = utf8;

    /// <summary>The empty object, <c>{}</c>.</summary>
    public static JsonText EmptyObject { get; } = new("{}"u8.ToArray());

    /// <summary>The bytes of the value, UTF-8 without a byte order mark.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Takes one JSON value from UTF-8 bytes; they are copied, without white space around them.</summary>
    /// <exception cref="FormatException">The bytes are not exactly one JSON value of at most <see cref="MaxDepth"/> levels.</exception>
    public static JsonText FromUtf8(ReadOnlySpan<byte> utf8)
    {
        Check(utf8);
        return new JsonText(Trim(utf8).ToArray());
    }

    /// <summary>Takes one JSON value from text.</summary>
    /// <exception cref="FormatException">The text is not exactly one JSON value of at most <see cref="MaxDepth"/> levels.</exception>
    public static JsonText Parse(string text) => FromUtf8(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Takes the bytes of one value as they are. The caller has read them as JSON no deeper than <see cref="MaxDepth"/>,
    /// has found them to be UTF-8, and passes no white space around them.
    /// </summary>
    internal static JsonText FromChecked(ReadOnlySpan<byte> utf8) => new(utf8.ToArray());

    /// <summary>Takes bytes that were one of these before, as a store keeps them: neither checked nor copied.</summary>
    internal static JsonText FromStored(byte[] utf8) => new(utf8);

    internal static JsonText FromReader(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonText(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
    }

    /// <inheritdoc />
    public bool Equals(JsonText? other) => other is not null && _utf8.AsSpan().SequenceEqual(other._utf8);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as JsonText);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) => utf8.Trim(" \t\r\n"u8);

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        // The JSON reader looks into strings only when they are decoded, and a database refuses what is not UTF-8.
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            throw new FormatException("Not UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"Not one JSON value: {error.Message}", error);
        }
    }
}
