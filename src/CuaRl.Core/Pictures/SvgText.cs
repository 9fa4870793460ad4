using System.Globalization;
using System.Text;

namespace CuaRl.Core.Pictures;

/// <summary>Numbers and text as SVG takes them.</summary>
internal static class SvgText
{
    private const char Replacement = '\uFFFD';

    public static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>To a hundredth of a pixel: the same text on every machine, whatever the last bits of a sum.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", Invariant);
    }

    /// <summary>Text as content or as the value of an attribute. What XML cannot hold is shown as U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < ' ' or '\uFFFE' or '\uFFFF' => escaped.Append(Replacement),
                _ when char.IsSurrogate(c) => escaped.Append(Replacement),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The text, cut so that it takes about the given width; wide letters count as two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="fontSize">In pixels.</param>
    public static string Fit(string text, double width, double fontSize)
    {
        const double LetterToFont = 0.56;
        var room = (int)(width / (fontSize * LetterToFont));
        var elements = StringInfo.GetTextElementEnumerator(text);
        var (used, end) = (0, 0);
        while (elements.MoveNext())
        {
            used += elements.GetTextElement()[0] >= '\u1100' ? 2 : 1;
            if (used > room)
            {
                return text[..end].TrimEnd() + "…";
            }

            if (used < room)
            {
                end = elements.ElementIndex + elements.GetTextElement().Length;
            }
        }

        return text;
    }
}
