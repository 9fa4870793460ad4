using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>The JSON of calls.</summary>
internal static class CallJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The value of a text that is JSON and nothing else; null for any other, and for half a surrogate pair in it.
    /// </summary>
    public static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            Visit(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException) // What the reader throws at half a surrogate pair, which it finds only when asked.
        {
            return null;
        }
    }

    public static string Write(JsonNode json) => json.ToJsonString(Readable);

    public static JsonElement? Member(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;

    public static string? TextOf(this JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> ItemsOf(this JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    private static void Visit(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Visit(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }
}
