using System.Buffers;
using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Text;

namespace CuaRl.Core.Policies;

/// <summary>What a task says, as the policy reads it.</summary>
public sealed class TaskText
{
    /// <summary>The most phrases of a task that are offered for typing.</summary>
    public const int MaxPhrases = 64;

    private const int MaxWords = 24;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»`");

    private static readonly HashSet<ulong> Fillers =
    [
        .. "a an and are as at be by can do for from go has have if in is it its let make of or so such than that the there this to under use with without you your"
            .Split(' ').Select(word => FeatureHash.OfText(word)),
    ];

    /// <summary>Reads what the agent is told to do.</summary>
    public TaskText(string description)
    {
        Description = description;
        var words = new List<(string Word, ulong Hash)>();
        var reader = new WordReader(description);
        while (reader.Read())
        {
            words.Add((reader.Word.ToString(), FeatureHash.OfText(reader.Word)));
        }

        Words = [.. words.Select(word => word.Hash).Where(word => !Fillers.Contains(word)).Distinct().Take(MaxWords)];
        Parts =
        [
            .. Quoted(description).Select(span => new TaskPhrase(span, FeatureHash.OfText(span), 2, 0, 0))
                .Concat(words.Select((word, i) => new TaskPhrase(
                    word.Word, word.Hash, TextForm.Of(word.Word), i > 0 ? words[i - 1].Hash : 1,
                    i + 1 < words.Count ? words[i + 1].Hash : 1)))
                .DistinctBy(phrase => phrase.Text, StringComparer.Ordinal)
                .Where(phrase => phrase.Text.Length <= ScreenActionRules.MaxTextLength && PlainText.IsStorable(phrase.Text)
                    && !phrase.Text.Any(char.IsControl))
                .Take(MaxPhrases),
        ];
        Phrases = [.. Parts.Select(phrase => phrase.Text)];
    }

    /// <summary>What the agent is told to do.</summary>
    public string Description { get; }

    /// <summary>What of it can be typed: each quoted span, then each word, once.</summary>
    public ImmutableArray<string> Phrases { get; }

    /// <summary>The numbers of its words, each once, without those that every text has.</summary>
    internal ulong[] Words { get; }

    internal TaskPhrase[] Parts { get; }

    private static IEnumerable<string> Quoted(string text)
    {
        for (var start = text.AsSpan().IndexOfAny(Quotes); start >= 0;)
        {
            var length = text.AsSpan(start + 1).IndexOfAny(Quotes);
            if (length < 0)
            {
                yield break;
            }

            if (text.Substring(start + 1, length).Trim() is { Length: > 0 } span)
            {
                yield return span;
            }

            var next = text.AsSpan(start + length + 2).IndexOfAny(Quotes);
            start = next < 0 ? -1 : start + length + 2 + next;
        }
    }
}
