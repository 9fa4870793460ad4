namespace CuaRl.Core.Policies;

/// <summary>What a text looks like: <c>51.54MB</c> and <c>7.3KB</c> look alike, and so do <c>Chrome</c> and <c>Files</c>.</summary>
internal static class TextForm
{
    /// <summary>The number of its form: a run of digits, of letters, or of letters right behind digits is one sign.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var (form, last) = (0UL, '\0');
        foreach (var letter in text)
        {
            var sign = char.IsDigit(letter) ? '0' : !char.IsLetter(letter) ? letter : last is '0' or 'B' ? 'B' : 'a';
            form = sign != last ? FeatureHash.Cross(form, sign) : form;
            last = sign;
        }

        return form;
    }
}
