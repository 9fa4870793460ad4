namespace CuaRl.Core.Phones.Shell;

/// <summary>
/// A pattern of plain characters, dots that stand for any, and anchors: nearly all that validators ask for, without what it costs
/// to make an expression.
/// </summary>
internal readonly struct PlainPattern
{
    private readonly string _text;
    private readonly bool _isAtStart;
    private readonly bool _isAtEnd;

    private PlainPattern(string pattern)
    {
        _isAtStart = pattern.StartsWith('^');
        _isAtEnd = pattern.EndsWith('$');
        _text = pattern[(_isAtStart ? 1 : 0)..^(_isAtEnd ? 1 : 0)];
    }

    /// <summary>The pattern; null when it is not so plain.</summary>
    public static PlainPattern? Of(string pattern) =>
        new PlainPattern(pattern) is var plain && plain._text.All(IsPlain) ? plain : null;

    public bool IsIn(string line, bool isAnyCase)
    {
        var last = line.Length - _text.Length;
        for (var at = _isAtEnd && !_isAtStart ? Math.Max(0, last) : 0; at <= (_isAtStart ? Math.Min(0, last) : last); at++)
        {
            if ((!_isAtEnd || at == last) && IsAt(line, at, isAnyCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAt(string line, int at, bool isAnyCase)
    {
        for (var i = 0; i < _text.Length; i++)
        {
            var (wanted, found) = (_text[i], line[at + i]);
            var isSame = wanted == found || wanted == '.'
                || (isAnyCase && char.ToUpperInvariant(wanted) == char.ToUpperInvariant(found));
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or ' ' or ':' or '.' or '-' or '/' or '=' or ',';
}
