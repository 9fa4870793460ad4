using System.Text.Json;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Prompts.Tokens;

/// <summary>Reads a model's <c>tokenizer.json</c>, as the tokenizers library writes it.</summary>
public static class BytePairFile
{
    /// <summary>The name of the file.</summary>
    public const string Name = "tokenizer.json";

    /// <summary>Longer than any text of a prompt needs.</summary>
    private static readonly TimeSpan WordLimit = TimeSpan.FromSeconds(10);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It is no such file, or of another kind of tokenizer; the message says what is wrong.</exception>
    public static BytePairTokenizer Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var (root, model) = (document.RootElement, document.RootElement.GetProperty("model"));
            if (model.GetProperty("type").GetString() != "BPE")
            {
                throw new FormatException($"{Name}: must be of the type BPE, not {model.GetProperty("type")}");
            }

            var specials = root.GetProperty("added_tokens").EnumerateArray()
                .ToDictionary(added => Text(added, "content"), added => added.GetProperty("id").GetInt32(), StringComparer.Ordinal);
            return new BytePairTokenizer(
                model.GetProperty("vocab").EnumerateObject()
                    .ToDictionary(token => token.Name, token => token.Value.GetInt32(), StringComparer.Ordinal),
                [.. model.GetProperty("merges").EnumerateArray().Select(Merge)],
                specials,
                Words(root.GetProperty("pre_tokenizer")));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"{Name}: cannot be read: {error.Message}", error);
        }
    }

    private static (string Left, string Right) Merge(JsonElement merge) => merge.ValueKind == JsonValueKind.Array
        ? (merge[0].GetString()!, merge[1].GetString()!)
        : merge.GetString()!.Split(' ') is [var left, var right]
            ? (left, right)
            : throw new FormatException($"{Name}: a merge must be of two pieces, not '{merge}'");

    /// <summary>Qwen names its pattern; GPT-2's is that of the byte level itself.</summary>
    private static Regex Words(JsonElement splitter)
    {
        JsonElement[] parts = splitter.TryGetProperty("pretokenizers", out var several) ? [.. several.EnumerateArray()] : [splitter];
        foreach (var part in parts)
        {
            if (Text(part, "type") == "Split" && part.GetProperty("pattern").TryGetProperty("Regex", out var pattern))
            {
                return Pattern(pattern.GetString()!);
            }
        }

        return parts.Any(part => Text(part, "type") == "ByteLevel")
            ? Pattern(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
            : throw new FormatException($"{Name}: must cut text by a pattern or be of bytes");
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.CultureInvariant, WordLimit);

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
