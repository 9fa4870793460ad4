using System.Text;

namespace CuaRl.Benchmarks.Record;

/// <summary>Turns to record. They differ, as real ones do, and are the same in every run of a benchmark.</summary>
internal static class SampleTurns
{
    private static readonly string[] Words =
        ["the", "settings", "screen", "shows", "a", "switch", "for", "Wi-Fi", "which", "is", "off", "so", "I", "tap", "it", "next"];

    /// <summary>About 2 KB of text and JSON each.</summary>
    public static TurnContent[] Text { get; } = [.. Enumerable.Range(0, 256).Select(i => Make(i, responseLength: 1_150, textLength: 450))];

    /// <summary>Beside a screenshot: about 500 bytes each.</summary>
    public static TurnContent[] Short { get; } = [.. Enumerable.Range(0, 256).Select(i => Make(i, responseLength: 150, textLength: 20))];

    private static TurnContent Make(int seed, int responseLength, int textLength)
    {
        var random = new Random(seed);
        return new TurnContent
        {
            Turn = 0,
            ModelResponse = Prose(random, responseLength),
            Actions =
            [
                new TurnAction
                {
                    ToolName = "action",
                    ToolArguments = JsonText.Parse(
                        $$"""{"action_type":"click","target":{"x":{{random.Next(1080)}},"y":{{random.Next(2400)}},"element":"switch {{random.Next(40)}}"} }"""),
                    Result = "done",
                },
            ],
            ObservationText = Prose(random, textLength),
            StageTimings = JsonText.Parse(FormattableString.Invariant(
                $$"""{"model":{{random.NextDouble():0.000}},"action":{{random.NextDouble():0.000}},"screenshot":{{random.NextDouble():0.000}}}""")),
            TurnSeconds = Math.Round(random.NextDouble() * 10, 3),
            StartTime = DateTimeOffset.UnixEpoch.AddSeconds(seed),
        };
    }

    private static string Prose(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(' ').Append(random.Next(1_000)).Append(' ');
        }

        return text.ToString(0, length);
    }
}
