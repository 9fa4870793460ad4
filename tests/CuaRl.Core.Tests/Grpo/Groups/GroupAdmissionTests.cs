using CuaRl.Core.Grpo.Groups;

namespace CuaRl.Core.Tests.Grpo.Groups;

public sealed class GroupAdmissionTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(8, 6)]
    public void Floor_OfMinimumViable_IsThreeQuartersRoundedUp(int size, int floor)
    {
        Assert.Equal(floor, Make("minimum_viable", size).Floor);
        Assert.Equal(size, Make("retry", size).Floor);
    }

    [Theory]
    [InlineData("fail_fast", 3, 1, 0, 0, AdmissionStep.Wait, 0)]
    [InlineData("fail_fast", 4, 0, 0, 0, AdmissionStep.Admit, 0)]
    [InlineData("fail_fast", 0, 3, 1, 0, AdmissionStep.FailTraining, 0)]
    [InlineData("retry", 4, 0, 0, 3, AdmissionStep.Admit, 0)]
    [InlineData("retry", 2, 1, 1, 0, AdmissionStep.Restart, 1)]
    [InlineData("retry", 2, 0, 2, 1, AdmissionStep.Restart, 2)]
    [InlineData("retry", 2, 0, 2, 2, AdmissionStep.Drop, 0)]
    [InlineData("retry", 0, 3, 1, 3, AdmissionStep.Drop, 0)]
    [InlineData("minimum_viable", 0, 3, 1, 0, AdmissionStep.Wait, 0)]
    [InlineData("minimum_viable", 3, 0, 1, 3, AdmissionStep.Admit, 0)]
    [InlineData("minimum_viable", 2, 1, 1, 0, AdmissionStep.Wait, 0)]
    [InlineData("minimum_viable", 2, 0, 2, 0, AdmissionStep.Restart, 1)]
    [InlineData("minimum_viable", 1, 1, 2, 2, AdmissionStep.Restart, 1)]
    [InlineData("minimum_viable", 1, 1, 2, 3, AdmissionStep.Drop, 0)]
    [InlineData("minimum_viable", 0, 0, 4, 0, AdmissionStep.Restart, 3)]
    [Trait("Flag", "rollout_strategy")]
    [Trait("Flag", "max_retries")]
    public void Decide_OfAGroupOfFourWithThreeRetries_FollowsItsStrategy(
        string strategy, int ended, int running, int lost, int retries, AdmissionStep step, int restarts) =>
        Assert.Equal(
            new AdmissionDecision(step, restarts),
            Make(strategy, 4).Decide(new GroupTally(ended, running, lost, retries)));

    [Theory]
    [InlineData("retry", 2, 1, 1, 3, AdmissionStep.Wait, 0)]
    [InlineData("retry", 3, 0, 1, 3, AdmissionStep.Admit, 0)]
    [InlineData("retry", 0, 0, 4, 3, AdmissionStep.Admit, 0)]
    [InlineData("retry", 2, 0, 2, 2, AdmissionStep.Restart, 1)]
    [InlineData("minimum_viable", 1, 0, 3, 3, AdmissionStep.Admit, 0)]
    [InlineData("fail_fast", 3, 0, 1, 0, AdmissionStep.FailTraining, 0)]
    public void Decide_WhereTheRestCounts_GoesOnWithoutThoseThatAreLostForGood(
        string strategy, int ended, int running, int lost, int retries, AdmissionStep step, int restarts) =>
        Assert.Equal(
            new AdmissionDecision(step, restarts),
            (Make(strategy, 4) with { KeepsTheRest = true }).Decide(new GroupTally(ended, running, lost, retries)));

    [Theory]
    [InlineData("fail_fast", 2, 1, 0, 1, 0, AdmissionStep.Wait, 0)]
    [InlineData("fail_fast", 3, 0, 0, 1, 0, AdmissionStep.Admit, 0)]
    [InlineData("fail_fast", 2, 0, 1, 1, 0, AdmissionStep.FailTraining, 0)]
    [InlineData("retry", 3, 0, 0, 1, 0, AdmissionStep.Admit, 0)]
    [InlineData("retry", 0, 0, 0, 4, 0, AdmissionStep.Admit, 0)]
    [InlineData("retry", 1, 1, 1, 1, 0, AdmissionStep.Restart, 1)]
    [InlineData("retry", 1, 0, 2, 1, 2, AdmissionStep.Restart, 1)]
    [InlineData("minimum_viable", 3, 0, 0, 1, 0, AdmissionStep.Admit, 0)]
    [InlineData("minimum_viable", 2, 0, 1, 1, 0, AdmissionStep.Restart, 1)]
    public void Decide_WhereSomeWereGivenUp_GoesOnWithoutThemAndDoesOthersAgain(
        string strategy, int ended, int running, int lost, int givenUp, int retries, AdmissionStep step, int restarts) =>
        Assert.Equal(
            new AdmissionDecision(step, restarts),
            (Make(strategy, 4) with { KeepsTheRest = true }).Decide(new GroupTally(ended, running, lost, retries) { GivenUp = givenUp }));

    [Fact]
    public void Decide_OfCountsThatDoNotAddUp_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Make("retry", 4).Decide(new GroupTally(1, 1, 1, 0)));

    private static GroupAdmission Make(string strategy, int size) =>
        new() { Strategy = GroupAdmission.Names.Find(strategy), GroupSize = size };
}
