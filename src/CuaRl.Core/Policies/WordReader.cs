namespace CuaRl.Core.Policies;

/// <summary>
/// The words of a text: letters and digits, and what joins them within a word, such as the dot of <c>gbox.ai</c> and the dash of
/// <c>Wi-Fi</c>.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    /// <summary>The word that was read last.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    public bool Read()
    {
        while (_next < _text.Length && !char.IsLetterOrDigit(_text[_next]))
        {
            _next++;
        }

        var start = _next;
        while (_next < _text.Length && (char.IsLetterOrDigit(_text[_next]) || IsJoint(_next)))
        {
            _next++;
        }

        Word = _text[start.._next];
        return _next > start;
    }

    private readonly bool IsJoint(int at) =>
        _text[at] is '.' or ',' or '-' or '_' or '\'' or '@' or '/' or ':' && at + 1 < _text.Length
        && char.IsLetterOrDigit(_text[at + 1]);
}
