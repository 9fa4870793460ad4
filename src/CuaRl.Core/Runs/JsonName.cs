using System.Globalization;
using System.Text;

namespace CuaRl.Core.Runs;

/// <summary>What the name of a JSON member means. The reader's own decoder refuses names with half of a surrogate pair.</summary>
internal static class JsonName
{
    private const int UnicodeEscapeLength = 6;

    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\')
            {
                name.Append(text[i++]);
            }
            else if (text[i + 1] == 'u')
            {
                name.Append((char)ushort.Parse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += UnicodeEscapeLength;
            }
            else
            {
                name.Append(Simple(text[i + 1]));
                i += 2;
            }
        }

        return name.ToString();
    }

    private static char Simple(char escaped) => escaped switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escaped,
    };
}
