using System.Buffers;
using System.Text;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Fonts;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Text on a frame. What does not fit ends in an ellipsis.</summary>
internal static class Writing
{
    private static readonly SearchValues<char> Gaps = SearchValues.Create(" \n");

    extension(Frame frame)
    {
        /// <summary>A line of text, from its upper left.</summary>
        public void Write(TextFont font, ReadOnlySpan<char> text, int x, int y, int width, Ink ink)
        {
            var fits = font.Width(text) <= width;
            var end = x + width - (fits ? 0 : font.Ellipsis.Advance);
            foreach (var rune in text.EnumerateRunes())
            {
                var glyph = font.Of(rune.Value);
                if (x + glyph.Advance > end)
                {
                    break;
                }

                frame.Stamp(glyph.Mask, x, y, ink);
                x += glyph.Advance;
            }

            if (!fits && x <= end)
            {
                frame.Stamp(font.Ellipsis.Mask, x, y, ink);
            }
        }

        /// <summary>A line of text in the middle of a width.</summary>
        public void WriteCentered(TextFont font, ReadOnlySpan<char> text, int x, int y, int width, Ink ink) =>
            frame.Write(font, text, x + (Math.Max(0, width - font.Width(text)) / 2), y, width, ink);

        /// <summary>Text in as many lines as it needs and a number allows; answers how many it took.</summary>
        public int WriteLines(
            TextFont font, ReadOnlySpan<char> text, int x, int y, int width, int lines, Ink ink, bool isCentered = false)
        {
            var line = 0;
            for (; line < lines && !text.IsEmpty; line++)
            {
                var length = line == lines - 1 ? text.Length : LineLength(font, text, width);
                var part = text[..length].TrimEnd();
                frame.Write(font, part, x + (isCentered ? Math.Max(0, width - font.Width(part)) / 2 : 0), y, width, ink);
                y += font.LineHeight;
                text = text[length..];
                text = text.StartsWith("\n") ? text[1..] : text.TrimStart(' ');
            }

            return line;
        }

        /// <summary>A line whose end is what matters: what does not fit is left out at the start. Answers where it ends.</summary>
        public int WriteEnd(TextFont font, ReadOnlySpan<char> text, int x, int y, int width, Ink ink)
        {
            var whole = text;
            while (font.Width(text) > width - (text.Length < whole.Length ? font.Ellipsis.Advance : 0) && !text.IsEmpty)
            {
                Rune.DecodeFromUtf16(text, out _, out var used);
                text = text[used..];
            }

            if (text.Length < whole.Length)
            {
                frame.Stamp(font.Ellipsis.Mask, x, y, ink);
                x += font.Ellipsis.Advance;
            }

            frame.Write(font, text, x, y, font.Width(text), ink);
            return x + font.Width(text);
        }
    }

    /// <summary>How much of a text makes a line: up to its end, or the last gap before what does not fit, or what fits.</summary>
    private static int LineLength(TextFont font, ReadOnlySpan<char> text, int width)
    {
        var (used, at, gap) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                return at;
            }

            used += font.Of(rune.Value).Advance;
            gap = Gaps.Contains((char)Math.Min(rune.Value, char.MaxValue)) ? at : gap;
            if (used > width)
            {
                return gap > 0 ? gap : Math.Max(at, rune.Utf16SequenceLength);
            }

            at += rune.Utf16SequenceLength;
        }

        return text.Length;
    }
}
