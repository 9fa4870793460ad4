using System.Text;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>The beginning of what the server said, for errors, without the key.</summary>
internal sealed class TinkerExcerpt(string key)
{
    /// <summary>Where servers put what was wrong: SkyRL's, the hosted one's, and others'.</summary>
    private static readonly string[] Members = ["detail", "error", "error_message", "message"];

    private readonly GBoxExcerpt _excerpt = new(key);

    /// <summary>The message of an error's body, or the body.</summary>
    public string Of(ReadOnlyMemory<byte> body) => _excerpt.Of(FindMessage(body) ?? Encoding.UTF8.GetString(body.Span));

    private static string? FindMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null
                : Members.Select(member => root.TryGetProperty(member, out var said) ? said.ToString() : null)
                    .FirstOrDefault(said => said is not null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
