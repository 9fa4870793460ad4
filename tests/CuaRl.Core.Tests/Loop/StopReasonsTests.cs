using CuaRl.Core.Loop.Rollouts;

namespace CuaRl.Core.Tests.Loop;

public sealed class StopReasonsTests
{
    [Theory]
    [InlineData(RolloutEnd.FinishSuccess, 0, "finish_success")]
    [InlineData(RolloutEnd.FinishFailure, 0, "finish_failure")]
    [InlineData(RolloutEnd.MaxTurns, 20, "max_turns_reached_20")]
    [InlineData(RolloutEnd.MaxSteps, 8, "max_steps_reached_8")]
    [InlineData(RolloutEnd.TaskTimeout, 30, "timeout_30min")]
    [InlineData(RolloutEnd.ModelTimeout, 3, "model_timeout_turn_3")]
    [InlineData(RolloutEnd.ModelError, 4, "model_error_turn_4")]
    public void Text_OfAnEnd_IsTheOriginalsAndIsReadBack(RolloutEnd end, int number, string text)
    {
        Assert.Equal(text, StopReasons.Of(end, number));
        Assert.Equal((end, number), StopReasons.Find(text));
    }

    [Fact]
    public void Texts_OfEveryEnd_AreDifferent()
    {
        var ends = Enum.GetValues<RolloutEnd>();

        Assert.Equal(ends.Length, ends.Select(end => StopReasons.Of(end, 7)).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("finish")]
    [InlineData("finish_success_2")]
    [InlineData("max_turns_reached_")]
    [InlineData("max_turns_reached_-1")]
    [InlineData("timeout_min")]
    [InlineData("timeout_3")]
    [InlineData("exception_ValueError")]
    public void Find_AnotherText_IsNoEnd(string text) => Assert.Null(StopReasons.Find(text));
}
