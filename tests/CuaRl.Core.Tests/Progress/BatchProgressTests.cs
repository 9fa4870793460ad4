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
        var progress = BatchProgress.OfStep(Plan, [Group(0, Half, Early), Group(3, Half)]);

        Assert.Equal(new TurnTally(10 + 5 + 10, 25 + (2 * 20) + 20 + (2 * 20) + (4 * 20)), progress.Turns);
        Assert.Equal(WorkStatus.Running, progress.Status);
    }

    [Fact]
    public void OfStep_WithoutKnownSizes_CountsWhatExists()
    {
        Assert.Equal(new TurnTally(15, 25), BatchProgress.OfStep(default, [Group(0, Half, Early)]).Turns);
        Assert.Equal(new TurnTally(15, 25 + 20), BatchProgress.OfStep(new BatchPlan(2, 0), [Group(0, Half, Early)]).Turns);
    }

    [Fact]
    public void OfStep_Status_FollowsFromItsGroups()
    {
        Assert.Null(Step([]));
        Assert.Equal(WorkStatus.Pending, Step([WorkStatus.Pending]));
        Assert.Equal(WorkStatus.Running, Step([WorkStatus.Pending, WorkStatus.Running]));
        Assert.Equal(WorkStatus.Running, Step([WorkStatus.Completed, WorkStatus.Completed]));
        Assert.Equal(WorkStatus.Pending, Step([WorkStatus.Failed]));
        Assert.Equal(WorkStatus.Completed, Step([WorkStatus.Completed, WorkStatus.Failed, WorkStatus.Failed]));
        Assert.Equal(WorkStatus.Failed, Step([WorkStatus.Failed, WorkStatus.Failed, WorkStatus.Failed]));
        Assert.Equal(WorkStatus.Completed, Step([WorkStatus.Completed], isDone: true));
        Assert.Equal(WorkStatus.Failed, Step([WorkStatus.Running], isDone: true));
    }

    [Fact]
    public void OfEval_OneTaskAGroup_IsCappedToTheTurnsOfOneRollout()
    {
        var plan = new BatchPlan(4, 1, 20);
        var progress = BatchProgress.OfEval(plan, [Group(1, Half, Half, Early), Group(1, Early)]);

        Assert.Equal(new TurnTally(20 + 5, 20 + 5 + (2 * 20)), progress.Turns);
        Assert.Equal(1, progress.CompletedGroups);
        Assert.Equal(WorkStatus.Running, progress.Status);
    }

    [Fact]
    public void OfEval_TaskWithoutRollout_CountsInFullWithItsOwnLimit()
    {
        var empty = new GroupProgress(default, 1, 8);

        Assert.Equal(new TurnTally(0, 8 + 20), BatchProgress.OfEval(new BatchPlan(2, 1), [BatchGroup.Of(empty)]).Turns);
    }

    [Fact]
    public void OfEval_AllTasksEnded_IsCompletedIfAnyIs()
    {
        var plan = new BatchPlan(2, 1);

        Assert.Equal(WorkStatus.Completed, BatchProgress.OfEval(plan, [Group(1, Early), Group(1, Lost)]).Status);
        Assert.Equal(WorkStatus.Failed, BatchProgress.OfEval(plan, [Group(1, Lost), Group(1, Lost)]).Status);
        Assert.Equal(100, BatchProgress.OfEval(plan, [Group(1, Early), Group(1, Lost)]).Turns.Percent);
        Assert.Null(BatchProgress.OfEval(plan, []).Status);
    }

    private static BatchGroup Group(int planned, params RolloutTurns[] rollouts) =>
        BatchGroup.Of(new GroupProgress(GroupSums.Of(rollouts), planned));

    private static WorkStatus? Step(WorkStatus[] groups, bool isDone = false) =>
        BatchProgress.OfStep(Plan, [.. groups.Select(status => new BatchGroup(default, status))], isDone).Status;
}
