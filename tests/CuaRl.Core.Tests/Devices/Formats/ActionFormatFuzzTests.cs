using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>Golden answers, broken at random: there is none that a format cannot parse.</summary>
public sealed class ActionFormatFuzzTests
{
    private const int Draws = 60;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "\\", ":", ",", "null", "true", "-1", "1e400", "1e99", "0.5", "9999999999999999999999",
        "\\ud800", "\\u0000", "\ud800", "\0", "\ufeff", "\u2028", "[[[[[[[[", "{\"a\":",
        "<tool_call>", "</tool_call>", "```json", "```", "</think>",
    ];

    public static TheoryData<string> Formats => new(GoldenCalls.Names);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_OfBrokenAnswers_GivesCallsAndNeverThrows(string format)
    {
        var golden = GoldenCalls.Of(format);
        var answers = golden.Answers.ToArray();
        var random = new Random(23);
        foreach (var answer in answers)
        {
            for (var i = 0; i < Draws; i++)
            {
                var broken = Broken(answer, answers, random);
                var calls = golden.Format.Parse(broken, golden.View);

                Assert.NotEmpty(calls);
                Assert.All(calls, call => Assert.NotEmpty(CallNotation.Of(call)));
                Assert.All(calls.OfType<ParsedCall.Act>().SelectMany(act => act.Actions), action =>
                    Assert.True(golden.View.After(action).Cursor is not { } cursor || golden.View.Screen.Contains(cursor), broken));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_OfDeepNesting_NeverThrows(string format)
    {
        var golden = GoldenCalls.Of(format);
        var deep = new string('[', 5000) + new string(']', 5000);

        Assert.NotEmpty(golden.Format.Parse(deep, golden.View));
        Assert.NotEmpty(golden.Format.Parse($"<tool_call>{{\"name\":\"x\",\"arguments\":{deep}}}</tool_call>", golden.View));
    }

    private static string Broken(string answer, string[] answers, Random random)
    {
        var text = answer;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var to = Math.Min(text.Length, at + random.Next(1, 12));
            text = random.Next(6) switch
            {
                0 => text[..at],
                1 => text[at..],
                2 => text[..at] + text[to..],
                3 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
                4 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[to..],
                _ => text[..at] + answers[random.Next(answers.Length)] + text[to..],
            };
        }

        return text;
    }
}
