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
}
