using System.Collections.Immutable;

namespace CuaRl.Core.Phones.Wording;

/// <summary>The times after which the screen may turn off.</summary>
internal static class TimeoutWords
{
    /// <summary>Each in milliseconds, and how it is said; the shortest first.</summary>
    public static readonly ImmutableArray<(int Milliseconds, Word Word)> All =
    [
        (15_000, new Word("15 seconds", "15 sec", "After 15 seconds")),
        (30_000, new Word("30 seconds", "30 sec", "After 30 seconds")),
        (60_000, new Word("1 minute", "1 min", "After 1 minute")),
        (120_000, new Word("2 minutes", "2 min", "After 2 minutes")),
        (300_000, new Word("5 minutes", "5 min", "After 5 minutes")),
        (600_000, new Word("10 minutes", "10 min", "After 10 minutes")),
        (1_800_000, new Word("30 minutes", "30 min", "After 30 minutes")),
    ];

    /// <summary>How a time is said; null when it is none of these.</summary>
    public static Word? Of(int milliseconds)
    {
        foreach (var choice in All)
        {
            if (choice.Milliseconds == milliseconds)
            {
                return choice.Word;
            }
        }

        return null;
    }
}
