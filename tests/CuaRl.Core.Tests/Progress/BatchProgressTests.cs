using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

public sealed class BatchProgressTests
{
    private static readonly BatchPlan Plan = new(3, 4, 20);
    private static readonly RolloutTurns Half = new(RolloutStage.Running, 20, CurrentTurn: 10);
    private static readonly RolloutTurns Early = new(RolloutStage.Completed, 20, NumTurns: 5);
    private static readonly RolloutTurns Lost = new(RolloutStage.Failed, 20, NumTurns: 5);

    [Fact]
    public void OfStep_WithMissingRolloutsAndGroups_CountsThemAll()
    {
        var turns = BatchProgress.OfStep(Plan, [Group(0, Half, Early), Group(3, Half)]);

        Assert.Equal(new TurnTally(10 + 5 + 10, 25 + (2 * 20) + 20 + (2 * 20) + (4 * 20)), turns);
    }

    [Fact]
    public void OfStep_WithoutKnownSizes_CountsWhatExists()
    {
        Assert.Equal(new TurnTally(15, 25), BatchProgress.OfStep(default, [Group(0, Half, Early)]));
        Assert.Equal(new TurnTally(15, 25 + 20), BatchProgress.OfStep(new BatchPlan(2, 0), [Group(0, Half, Early)]));
    }

    [Fact]
    public void OfEval_OneTaskAGroup_IsCappedToTheTurnsOfOneRollout()
    {
        var plan = new BatchPlan(4, 1, 20);
        var turns = BatchProgress.OfEval(plan, [Group(1, Half, Half, Early), Group(1, Early)]);

        Assert.Equal(new TurnTally(20 + 5, 20 + 5 + (2 * 20)), turns);
    }

    [Fact]
    public void OfEval_TaskWithoutRollout_CountsInFullWithItsOwnLimit()
    {
        var empty = new GroupProgress(default, 1, 8);

        Assert.Equal(new TurnTally(0, 8 + 20), BatchProgress.OfEval(new BatchPlan(2, 1), [empty]));
    }

    [Fact]
    public void OfEval_AllTasksEnded_IsAllDone() =>
        Assert.Equal(100, BatchProgress.OfEval(new BatchPlan(2, 1), [Group(1, Early), Group(1, Lost)]).Percent);

    private static GroupProgress Group(int planned, params RolloutTurns[] rollouts) => new(PlayedSums.Of(rollouts), planned);
}
