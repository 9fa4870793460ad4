using System.Text;

namespace CuaRl.Core.Prompts.Tokens;

/// <summary>
/// Tokens that are bytes: 0 to 255 are those of UTF-8, the ones after them special. It needs no vocabulary, which suits models that
/// read bytes and servers that are tested with.
/// </summary>
public sealed class ByteTokenizer : ITokenizer
{
    private const int Bytes = 256;

    private static readonly string[] Names =
        [ChatTokens.Start, ChatTokens.End, ChatTokens.PictureStart, ChatTokens.PictureEnd];

    /// <summary>How many tokens there are.</summary>
    public static int Count => Bytes + Names.Length;

    /// <inheritdoc />
    public void Encode(string text, List<int> into)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            into.Add(one);
        }
    }

    /// <inheritdoc />
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new byte[tokens.Length];
        var length = 0;
        foreach (var token in tokens)
        {
            if (token is >= 0 and < Bytes)
            {
                bytes[length++] = (byte)token;
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <inheritdoc />
    public int Special(string name) => Array.IndexOf(Names, name) is >= 0 and var place
        ? Bytes + place
        : throw new KeyNotFoundException($"no special token '{name}'; there are {string.Join(", ", Names)}");
}
