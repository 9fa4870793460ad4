using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

public sealed class GroupProgressTests
{
    private static readonly RolloutTurns Waiting = new(RolloutStage.Waiting, 20);
    private static readonly RolloutTurns Running = new(RolloutStage.Running, 20, CurrentTurn: 6);
    private static readonly RolloutTurns Completed = new(RolloutStage.Completed, 20, NumTurns: 4, RolloutTime: 30);
    private static readonly RolloutTurns Failed = new(RolloutStage.Failed, 20, NumTurns: 10, RolloutTime: 500);
    private static readonly RolloutTurns Cancelled = new(RolloutStage.Cancelled, 20, CurrentTurn: 2);

    [Fact]
    public void Sums_OfRollouts_AreWhatAQueryWouldSum()
    {
        var untimed = new RolloutTurns(RolloutStage.Completed, 20, NumTurns: 8);

        Assert.Equal(
            new GroupSums(new TurnTally(30, 64), 6, 1, 4, 2, 30, 4),
            GroupSums.Of(Waiting, Running, Completed, untimed, Failed, Cancelled));
    }

    [Fact]
    public void Turns_OfAGroup_AreThoseOfItsRollouts()
    {
        var group = new GroupProgress(GroupSums.Of(Running, Completed));

        Assert.Equal(new TurnTally(10, 24), group.Turns);
        Assert.Equal(10.0 / 24 * 100, group.Turns.Percent);
    }

    [Fact]
    public void Turns_OfAGroupThatIsToHaveMore_CountThoseMissingWithTheTasksLimit()
    {
        Assert.Equal(new TurnTally(10, 48), new GroupProgress(GroupSums.Of(Running, Completed), 4, 12).Turns);
        Assert.Equal(new TurnTally(10, 24), new GroupProgress(GroupSums.Of(Running, Completed), 1, 12).Turns);
    }

    [Fact]
    public void Status_OfAGroup_FollowsFromItsRollouts()
    {
        Assert.Null(new GroupProgress(default).Status);
        Assert.Equal(WorkStatus.Pending, Status(Waiting, Waiting));
        Assert.Equal(WorkStatus.Running, Status(Waiting, Running));
        Assert.Equal(WorkStatus.Running, Status(Waiting, Completed));
        Assert.Equal(WorkStatus.Pending, Status(Waiting, Failed));
        Assert.Equal(WorkStatus.Completed, Status(Completed, Failed));
        Assert.Equal(WorkStatus.Completed, Status(Completed, Cancelled));
        Assert.Equal(WorkStatus.Failed, Status(Failed, Failed));
    }

    [Fact]
    public void Status_WhileRolloutsAreMissing_IsNotFinal()
    {
        Assert.Equal(WorkStatus.Running, new GroupProgress(GroupSums.Of(Completed), Planned: 2).Status);
        Assert.Equal(WorkStatus.Pending, new GroupProgress(GroupSums.Of(Failed), Planned: 2).Status);
        Assert.Equal(WorkStatus.Completed, new GroupProgress(GroupSums.Of(Completed, Failed), Planned: 2).Status);
    }

    private static WorkStatus? Status(params RolloutTurns[] rollouts) => new GroupProgress(GroupSums.Of(rollouts)).Status;
}
