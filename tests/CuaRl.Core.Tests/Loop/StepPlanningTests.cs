using System.Text;
using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Tests.Loop;

public sealed class StepPlanningTests
{
    [Fact]
    public void Plan_GroupsOfEveryKind_KeepsThoseThatTeachAndSaysWhyNotTheOthers()
    {
        GroupOutcome[] groups =
        [
            Group(0, [1, 0, 0, 0]), Group(1, [1, 1, 1, 1]), Group(2, [1, null, null, null]), Group(3, [1, 0, 1, 0], isLost: true), Group(4, [1, 0, null, 0]),
        ];

        var (batch, isUniform) = StepPlanning.Plan(groups, new StepRules(AdvantageRule.Center, RemovesConstant: true));

        Assert.False(isUniform);
        Assert.Equal([null, "constant", "too_small", "lost", null], batch.Groups.Select(group => group.LeftOut));
        Assert.Equal([0.75, -0.25, -0.25, -0.25], batch.Groups[0].Members.Select(member => member.Advantage!.Value));
        Assert.Equal([1 - (1.0 / 3), -1.0 / 3, null, -1.0 / 3], batch.Groups[4].Members.Select(member => member.Advantage));
        Assert.Equal([1, 0, null, 0], batch.Groups[4].Members.Select(member => member.Reward));
        Assert.All(batch.Groups.Except(batch.Kept).SelectMany(group => group.Members), member => Assert.Null(member.Advantage));
        Assert.Equal(["r-0-0", "r-0-1", "r-0-2", "r-0-3"], batch.Groups[0].Members.Select(member => member.RolloutId));
    }

    [Fact]
    public void Plan_ConstantGroupsThatStay_HaveAdvantagesOfZero()
    {
        var (batch, isUniform) = StepPlanning.Plan([Group(0, [1, 1])], new StepRules(AdvantageRule.Center, RemovesConstant: false));

        Assert.False(isUniform);
        Assert.Equal([0.0, 0.0], batch.Kept.Single().Members.Select(member => member.Advantage!.Value));
    }

    [Fact]
    public void Plan_NothingButConstantGroups_KeepsTheFirstAndSaysSo()
    {
        var (batch, isUniform) = StepPlanning.Plan([Group(0, [null, null]), Group(1, [0, 0]), Group(2, [1, 1])], new StepRules(AdvantageRule.Center, RemovesConstant: true));

        Assert.True(isUniform);
        Assert.Equal(1, batch.Kept.Single().Group);
    }

    [Fact]
    public void Plan_NothingButConstantGroupsAheadOfTheirStep_KeepsNone()
    {
        var rules = new StepRules(AdvantageRule.Center, RemovesConstant: true) { KeepsOneConstant = false };

        var (batch, isUniform) = StepPlanning.Plan([Group(0, [null, null]), Group(1, [0, 0]), Group(2, [1, 1])], rules);

        Assert.True(isUniform);
        Assert.Equal([StepPlanning.TooSmall, StepPlanning.Constant, StepPlanning.Constant], batch.Groups.Select(group => group.LeftOut));
        Assert.Equal([0], StepPlanning.Plan([Group(0, [0, 1]), Group(1, [0, 0])], rules).Batch.Kept.Select(group => group.Group));
    }

    [Fact]
    public void Plan_NoGroupOfTwo_TrainsOnNothing()
    {
        var (batch, isUniform) = StepPlanning.Plan([Group(0, [1, null])], new StepRules(AdvantageRule.Std, RemovesConstant: true));

        Assert.False(isUniform);
        Assert.Empty(batch.Kept);
    }

    [Fact]
    public void Plan_ARewardThatIsNoNumber_IsRefused() =>
        Assert.Throws<GrpoException>(() => StepPlanning.Plan([Group(0, [double.NaN, 1])], new StepRules(AdvantageRule.Center, RemovesConstant: false)));

    [Fact]
    public void Batch_WrittenAndRead_IsTheSameToTheLastBit()
    {
        var (batch, _) = StepPlanning.Plan([Group(0, [1, 0, 0]), Group(1, [1, 1, null])], new StepRules(AdvantageRule.Center, RemovesConstant: true));

        var read = StepBatch.Read(batch.Write());

        Assert.Equal(Encoding.UTF8.GetString(batch.Write()), Encoding.UTF8.GetString(read.Write()));
        Assert.Equal(1 - (1.0 / 3), read.Groups[0].Members[0].Advantage);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"groups":[{"group":"a"}]}""")]
    public void Read_SomethingElse_IsANamedError(string json) =>
        Assert.Contains("step's batch", Assert.Throws<FormatException>(() => StepBatch.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    private static GroupOutcome Group(int number, double?[] rewards, bool isLost = false) => new(
        number, "task", isLost,
        [.. rewards.Select((reward, i) => new MemberOutcome($"r-{number}-{i}", 1, new RolloutResult(reward, reward is null ? null : reward > 0)))]);
}
