using CuaRl.Core.Grpo.StepGroups;

namespace CuaRl.Core.Tests.Grpo.StepGroups;

public sealed class BranchChoiceTests
{
    [Theory]
    [Trait("Flag", "branch_turn")]
    [InlineData(new[] { 5, 6 }, 2, 0, 2)]
    [InlineData(new[] { 2, 6, 7 }, 2, 1, 2)]
    [InlineData(new[] { -1, 1, 4, 9 }, null, 2, 2)]
    [InlineData(new[] { 5 }, null, 0, 2)]
    [InlineData(new[] { 2 }, null, 0, 1)]
    public void Of_RolloutsOfAGroup_IsTheFirstThatWentOn(int[] turns, int? turn, int member, int after)
    {
        Assert.Equal(new BranchChoice(member, after), BranchChoice.Of(Turns(turns), turn));
        Assert.True(BranchChoice.MayBe(turn, after, maxTurns: 9));
    }

    [Theory]
    [InlineData(new[] { 1, 2, -1 }, 2)]
    [InlineData(new[] { 1, 0, -1 }, null)]
    [InlineData(new int[0], null)]
    public void Of_RolloutsThatTookNoMore_IsNone(int[] turns, int? turn) => Assert.Null(BranchChoice.Of(Turns(turns), turn));

    [Fact]
    public void MayBe_OtherTurns_NeedNotBeKept()
    {
        Assert.False(BranchChoice.MayBe(3, 2, maxTurns: 9));
        Assert.True(BranchChoice.MayBe(null, 4, maxTurns: 9));
        Assert.False(BranchChoice.MayBe(null, 5, maxTurns: 9));
    }

    /// <summary>-1 is a rollout that does not count.</summary>
    private static int?[] Turns(int[] turns) => [.. turns.Select(taken => taken < 0 ? (int?)null : taken)];
}
