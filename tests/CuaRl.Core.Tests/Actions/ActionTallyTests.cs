using System.Text;
using CuaRl.Core.Actions;

namespace CuaRl.Core.Tests.Actions;

public sealed class ActionTallyTests
{
    private const string Tap = """{"action_type":"tap","target":{"element":"OK","coordinates":[1,2]}}""";
    private const string SameTap = """{ "target": {"coordinates":[1, 2],"element":"\u004fK"}, "action_type":"tap" }""";
    private const string OtherTap = """{"action_type":"tap","target":{"element":"OK","coordinates":[2,1]}}""";

    private readonly ActionTally _tally = new();
    private int _turn;

    [Fact]
    public void Counters_OfNothing_AreZeroAndNever()
    {
        Assert.Equal((0, 0, -1, -1, false), (
            _tally.NumTotalActions, _tally.ConsecutiveRepeatedActions, _tally.TurnFirstSuccess, _tally.TurnTaskCompleted,
            _tally.AttemptedCompletion));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(7, 5)]
    public void Repeats_OfTheSameCall_CountFromTheThird(int calls, int expected)
    {
        for (var i = 0; i < calls; i++)
        {
            Call("action", i % 2 == 0 ? Tap : SameTap);
        }

        Assert.Equal(expected, _tally.ConsecutiveRepeatedActions);
        Assert.Equal(calls, _tally.NumTotalActions);
    }

    [Fact]
    public void Repeats_OfSeveralSeries_AreThoseOfTheLongest()
    {
        foreach (var tap in (string[])[Tap, Tap, Tap, OtherTap, OtherTap, OtherTap, OtherTap, Tap, Tap, Tap])
        {
            Call("action", tap);
        }

        Assert.Equal(2, _tally.ConsecutiveRepeatedActions);
    }

    [Fact]
    public void Repeats_AcrossCallsThatAreNoActions_GoOn()
    {
        Call("action", Tap);
        Call("action", Tap, CallResult.Failed);
        Call("scroll", Tap);
        Call(null, Tap);
        Call("action", Tap, CallResult.Refused);

        Assert.Equal(1, _tally.ConsecutiveRepeatedActions);
        Assert.Equal((1, 1, 1, 1), (_tally.NumTotalActions, _tally.RuntimeErrors, _tally.ToolNameErrors, _tally.ParseErrors));
    }

    [Fact]
    public void Repeats_OfAnotherToolWithTheSameArguments_AreNone()
    {
        Call("wait", "{}");
        Call("wait", "");
        Call("action", Tap);
        Call("wait", "{}");

        Assert.Equal(0, _tally.ConsecutiveRepeatedActions);
    }

    [Theory]
    [InlineData(null, "{}", 1, 0, 0)]
    [InlineData("", "{}", 1, 0, 0)]
    [InlineData("action", "[1]", 1, 0, 0)]
    [InlineData("action", "\"tap\"", 1, 0, 0)]
    [InlineData("action", "{}", 0, 0, 1)]
    [InlineData("action", "", 0, 0, 1)]
    [InlineData("click", "{}", 0, 1, 0)]
    [InlineData("wait", "", 0, 0, 0)]
    public void Errors_OfCallsThatCannotBeCarriedOut_AreCountedByKind(
        string? tool, string arguments, int parse, int name, int argument)
    {
        Call(tool, arguments);

        Assert.Equal((parse, name, argument), (_tally.ParseErrors, _tally.ToolNameErrors, _tally.ToolArgErrors));
        Assert.Equal(1 - parse - name - argument, _tally.NumTotalActions);
    }

    [Fact]
    public void FirstSuccess_OfCalls_IsTheFirstThatWorked()
    {
        Call("action", Tap, CallResult.Error);
        Call("action", Tap, CallResult.Refused);
        Call("action", Tap, CallResult.Failed);
        Call("wait", "");
        Call("action", Tap);

        Assert.Equal(4, _tally.TurnFirstSuccess);
        Assert.Equal((3, 1), (_tally.NumTotalActions, _tally.RuntimeErrors));
    }

    [Fact]
    public void Finish_OfTheAgent_CountsAsActionButIsNoFirstSuccessAndEndsTheCount()
    {
        Call("finish", """{"success":false}""");
        Call("action", Tap);

        Assert.True(_tally.AttemptedCompletion);
        Assert.Equal((1, 1, -1), (_tally.TurnTaskCompleted, _tally.NumTotalActions, _tally.TurnFirstSuccess));
    }

    [Theory]
    [InlineData(false, 20, 20, true)]
    [InlineData(false, 19, 20, false)]
    [InlineData(true, 20, 20, false)]
    public void RanOutOfTurns_WithoutFinish_IsTrueAtTheLimit(bool completed, int turns, int limit, bool expected) =>
        Assert.Equal(expected, ActionTally.RanOutOfTurns(completed, turns, limit));

    private void Call(string? tool, string arguments, CallResult result = CallResult.Worked) =>
        _tally.Add(++_turn, tool, Encoding.UTF8.GetBytes(arguments), result);
}
