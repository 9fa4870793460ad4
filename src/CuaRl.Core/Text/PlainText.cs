using System.Text;

namespace CuaRl.Core.Text;

/// <summary>Text that a Postgres text column takes: no U+0000, no lone surrogate.</summary>
public static class PlainText
{
    /// <summary>True when the text can be stored as it is.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text with U+FFFD for what cannot be stored, and cut behind <paramref name="most"/> characters.</summary>
    public static string Clean(string text, int most)
    {
        var kept = text.Length <= most ? text : text[..most];
        if (IsStorable(kept))
        {
            return kept;
        }

        var clean = new StringBuilder(kept.Length);
        foreach (var rune in kept.EnumerateRunes()) // Half a pair comes as U+FFFD.
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }
}
