using System.Text;
using CuaRl.Core.Actions;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>Parsed calls count as the tally of cua_rl counts the calls themselves.</summary>
public sealed class CallTallyTests
{
    private readonly GoldenCalls _golden = GoldenCalls.Of("cua_rl");

    [Fact]
    public void Add_OfEachParsedCall_CountsAsTheCallItself() => Assert.All(_golden.Answers, answer =>
    {
        foreach (var call in _golden.Format.Parse(answer, _golden.View).Where(call => call is not ParsedCall.Missing))
        {
            var (parsed, raw) = (new ActionTally(), new ActionTally());
            for (var turn = 1; turn <= 4; turn++)
            {
                parsed.Add(turn, call, CallResult.Worked);
                raw.Add(turn, call.Tool, Encoding.UTF8.GetBytes(call.Arguments ?? ""), ResultOf(call));
            }

            Assert.Equal(Counts(raw), Counts(parsed));
        }
    });

    [Fact]
    public void Add_OfAllCallsInARow_CountsAsTheCallsThemselves()
    {
        var (parsed, raw) = (new ActionTally(), new ActionTally());
        var calls = _golden.Answers.SelectMany(answer => _golden.Format.Parse(answer, _golden.View))
            .Where(call => call is not (ParsedCall.Missing or ParsedCall.Finish)).ToArray();
        for (var i = 0; i < calls.Length; i++)
        {
            parsed.Add(i, calls[i], CallResult.Worked);
            raw.Add(i, calls[i].Tool, Encoding.UTF8.GetBytes(calls[i].Arguments ?? ""), ResultOf(calls[i]));
        }

        Assert.Equal(Counts(raw), Counts(parsed));
        Assert.True(parsed is { ParseErrors: > 5, ToolNameErrors: 2, ToolArgErrors: 2, NumTotalActions: > 30 });
    }

    [Fact]
    public void Add_OfAnAnswerWithoutACall_CountsNothing()
    {
        var tally = new ActionTally();

        tally.Add(1, Assert.Single(_golden.Format.Parse("Done.", _golden.View)), CallResult.Worked);

        Assert.Equal(Counts(new ActionTally()), Counts(tally));
    }

    [Fact]
    public void Add_OfCallsOfAnotherFormat_CountsThemAsActions()
    {
        var tally = new ActionTally();
        var golden = GoldenCalls.Of("anthropic_20250124");
        const string Click = """{"type":"tool_use","id":"t","name":"computer","input":{"action":"left_click","coordinate":[1,1]}}""";
        for (var turn = 1; turn <= 3; turn++)
        {
            tally.Add(turn, Assert.Single(golden.Format.Parse(Click, golden.View)), CallResult.Worked);
        }

        tally.Add(4, Assert.Single(golden.Format.Parse("All is done.", golden.View)), CallResult.Worked);

        Assert.Equal((4, 1, 1, 4), (
            tally.NumTotalActions, tally.ConsecutiveRepeatedActions, tally.TurnFirstSuccess, tally.TurnTaskCompleted));
    }

    /// <summary>The original tells the model of a refused value and counts nothing.</summary>
    private static CallResult ResultOf(ParsedCall call) => call is ParsedCall.Error ? CallResult.Refused : CallResult.Worked;

    private static (int, int, int, int, int, int, int, int) Counts(ActionTally tally) => (
        tally.NumTotalActions, tally.ConsecutiveRepeatedActions, tally.ParseErrors, tally.ToolNameErrors, tally.ToolArgErrors,
        tally.RuntimeErrors, tally.TurnFirstSuccess, tally.TurnTaskCompleted);
}
