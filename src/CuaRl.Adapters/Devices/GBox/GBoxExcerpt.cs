using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>The beginning of what GBox said, for errors, without the key: a server may send back what it was sent.</summary>
internal sealed class GBoxExcerpt(string key)
{
    private const string Removed = "[key]";
    private const int MaxLength = 200;

    // As it is, and as JSON or an address would write it.
    private readonly string[] _forms =
    [
        .. new[]
        {
            key,
            JavaScriptEncoder.Default.Encode(key),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(key),
            key.Replace("/", @"\/", StringComparison.Ordinal),
            Uri.EscapeDataString(key),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(key)),
        }.Distinct().OrderByDescending(form => form.Length),
    ];

    /// <summary>The message of an error's body, or the body.</summary>
    public string Of(ReadOnlyMemory<byte> body) => Of(FindMessage(body) ?? Encoding.UTF8.GetString(body.Span));

    /// <summary>The beginning of a text, on one line.</summary>
    public string Of(string text)
    {
        // Before it is cut: half a key would not be recognised.
        foreach (var form in _forms)
        {
            text = text.Replace(form, Removed, StringComparison.OrdinalIgnoreCase);
        }

        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                return line.Append("...").ToString();
            }

            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }

    private static string? FindMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message)
                    ? message.ToString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
