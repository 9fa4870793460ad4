using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Prompts;

/// <summary>
/// Messages as OpenAI's Responses API and cua_rl write them, a list of a role with <c>input_text</c> and <c>input_image</c> parts; a
/// picture is named by its hash, with its format and size, instead of being written out.
/// </summary>
public static class PromptMessageJson
{
    private const string Text = "input_text";
    private const string Image = "input_image";
    private const string Scheme = "sha256:";

    /// <summary>Writes messages.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<PromptMessage> messages)
    {
        json.WriteStartArray();
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteStartArray("content");
            foreach (var part in message.Parts)
            {
                Write(json, part);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes messages as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<PromptMessage> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, messages);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    public static ImmutableArray<PromptMessage> Read(JsonElement messages)
    {
        try
        {
            return [.. messages.EnumerateArray().Select(ReadMessage)];
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"messages: cannot be read: {error.Message}", error);
        }
    }

    private static void Write(Utf8JsonWriter json, PromptPart part)
    {
        json.WriteStartObject();
        switch (part)
        {
            case PromptPart.Text text:
                json.WriteString("type", Text);
                json.WriteString("text", text.Value);
                break;
            case PromptPart.Picture picture:
                json.WriteString("type", Image);
                json.WriteString("image_url", Scheme + picture.Sha256);
                json.WriteString("format", picture.Format);
                json.WriteNumber("width", picture.Width);
                json.WriteNumber("height", picture.Height);
                break;
        }

        json.WriteEndObject();
    }

    private static PromptMessage ReadMessage(JsonElement message) => new(
        Word(message, "role"), [.. message.GetProperty("content").EnumerateArray().Select(ReadPart)]);

    private static PromptPart ReadPart(JsonElement part) => Word(part, "type") switch
    {
        Text => new PromptPart.Text(Word(part, "text")),
        Image when Word(part, "image_url") is var url && url.StartsWith(Scheme, StringComparison.Ordinal) => new PromptPart.Picture(
            url[Scheme.Length..], Word(part, "format"), part.GetProperty("width").GetInt32(), part.GetProperty("height").GetInt32()),
        Image => throw new FormatException($"image_url: must be {Scheme} and the hash of a stored picture"),
        var other => throw new FormatException($"type: there is no '{other}'; there are {Text}, {Image}"),
    };

    private static string Word(JsonElement element, string member) =>
        element.GetProperty(member).GetString() ?? throw new FormatException($"{member}: must not be null");
}
