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
    public void Sums_OfRollouts_CountTurnsAndTheTimeOfTheCompletedThatHaveOne()
    {
        var untimed = new RolloutTurns(RolloutStage.Completed, 20, NumTurns: 8);

        Assert.Equal(
            new GroupSums(new TurnTally(30, 64), 6, 30, 4),
            PlayedSums.Of(Waiting, Running, Completed, untimed, Failed, Cancelled));
    }

    [Fact]
    public void Turns_OfAGroup_AreThoseOfItsRollouts()
    {
        var group = new GroupProgress(PlayedSums.Of(Running, Completed));

        Assert.Equal(new TurnTally(10, 24), group.Turns);
        Assert.Equal(10.0 / 24 * 100, group.Turns.Percent);
    }

    [Fact]
    public void Turns_OfAGroupThatIsToHaveMore_CountThoseMissingWithTheTasksLimit()
    {
        Assert.Equal(new TurnTally(10, 48), new GroupProgress(PlayedSums.Of(Running, Completed), 4, 12).Turns);
        Assert.Equal(new TurnTally(10, 24), new GroupProgress(PlayedSums.Of(Running, Completed), 1, 12).Turns);
    }
}
