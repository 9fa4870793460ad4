using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Prompts.Tokens;

/// <summary>
/// Byte-level byte-pair encoding, as Qwen's tokenizers and GPT-2's do it: text is cut into words by a pattern, and in each word the pair of
/// the lowest rank is merged until none is left. Text is taken as it is: the normal form C that Qwen's brings it into first is no part of a
/// runtime without cultures, and text of screens and tasks is in it already. Safe for many callers at once.
/// </summary>
public sealed class BytePairTokenizer : ITokenizer
{
    private const int MaxRemembered = 100_000;

    private readonly Dictionary<string, int> _tokens;
    private readonly Dictionary<(string Left, string Right), int> _ranks;
    private readonly Dictionary<string, int> _specials;
    private readonly string?[] _pieces;
    private readonly Regex _words;
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);

    /// <param name="tokens">The tokens by their pieces, written in the letters of bytes.</param>
    /// <param name="merges">The pairs that are merged, the first of the lowest rank.</param>
    /// <param name="specials">The special tokens by name.</param>
    /// <param name="words">What a word is.</param>
    /// <exception cref="FormatException">A byte has no token.</exception>
    public BytePairTokenizer(
        IReadOnlyDictionary<string, int> tokens, IReadOnlyList<(string Left, string Right)> merges,
        IReadOnlyDictionary<string, int> specials, Regex words)
    {
        _tokens = new Dictionary<string, int>(tokens, StringComparer.Ordinal);
        _specials = new Dictionary<string, int>(specials, StringComparer.Ordinal);
        _ranks = [];
        for (var i = 0; i < merges.Count; i++)
        {
            _ranks.TryAdd(merges[i], i);
        }

        _words = words;
        _pieces = new string?[tokens.Values.Append(-1).Max() + 1];
        foreach (var (piece, token) in tokens)
        {
            _pieces[token] = piece;
        }

        for (var value = 0; value <= byte.MaxValue; value++)
        {
            if (!_tokens.ContainsKey(ByteAlphabet.Of((byte)value).ToString()))
            {
                throw new FormatException($"tokenizer: there is no token for byte {value}: it is none of bytes");
            }
        }
    }

    /// <inheritdoc />
    public void Encode(string text, List<int> into)
    {
        var at = 0;
        foreach (var word in _words.EnumerateMatches(text))
        {
            // A pattern leaves nothing out that belongs to the text; what it does not match is a word too.
            Add(text[at..word.Index], into);
            Add(text.Substring(word.Index, word.Length), into);
            at = word.Index + word.Length;
        }

        Add(text[at..], into);
    }

    /// <inheritdoc />
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>(tokens.Length * 4);
        foreach (var token in tokens)
        {
            foreach (var letter in (uint)token < (uint)_pieces.Length ? _pieces[token] ?? "" : "")
            {
                bytes.Add(ByteAlphabet.Find(letter) ?? (byte)'?');
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc />
    public int Special(string name) => _specials.TryGetValue(name, out var token)
        ? token
        : throw new KeyNotFoundException($"the tokenizer has no special token '{name}': it is none of a chat model with vision");

    private void Add(string word, List<int> into)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (!_known.TryGetValue(word, out var tokens))
        {
            tokens = Merge([.. Encoding.UTF8.GetBytes(word).Select(value => ByteAlphabet.Of(value).ToString())]);
            if (_known.Count < MaxRemembered)
            {
                _known.TryAdd(word, tokens);
            }
        }

        into.AddRange(tokens);
    }

    private int[] Merge(List<string> pieces)
    {
        while (true)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                if (_ranks.TryGetValue((pieces[i], pieces[i + 1]), out var rank) && rank < best)
                {
                    (best, at) = (rank, i);
                }
            }

            if (at < 0)
            {
                return [.. pieces.Select(piece => _tokens.TryGetValue(piece, out var token)
                    ? token
                    : throw new FormatException($"tokenizer: the piece '{piece}' is merged and is no token"))];
            }

            MergeAll(pieces, pieces[at], pieces[at + 1]);
        }
    }

    private static void MergeAll(List<string> pieces, string left, string right)
    {
        var to = 0;
        for (var from = 0; from < pieces.Count; from++, to++)
        {
            var isPair = from + 1 < pieces.Count && pieces[from] == left && pieces[from + 1] == right;
            pieces[to] = isPair ? left + right : pieces[from];
            from += isPair ? 1 : 0;
        }

        pieces.RemoveRange(to, pieces.Count - to);
    }
}
