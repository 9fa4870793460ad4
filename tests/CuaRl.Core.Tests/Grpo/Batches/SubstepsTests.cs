using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Tests.Grpo.Batches;

public sealed class SubstepsTests
{
    [Theory]
    [InlineData(10, 3, new[] { 3, 3, 4 })]
    [InlineData(7, 4, new[] { 1, 2, 2, 2 })]
    [InlineData(8, 3, new[] { 2, 3, 3 })]
    [InlineData(5, 2, new[] { 2, 3 })]
    [InlineData(5, 3, new[] { 1, 2, 2 })]
    [InlineData(2, 5, new[] { 1, 1 })]
    [InlineData(4, 1, new[] { 4 })]
    [InlineData(0, 3, new int[0])]
    [Trait("Flag", "num_substeps")]
    public void Split_OfDatums_HasTheCookbooksSizes(int count, int substeps, int[] sizes)
    {
        var ranges = Substeps.Split(count, substeps);

        Assert.Equal(sizes, ranges.Select(range => range.GetOffsetAndLength(count).Length));
        Assert.Equal(
            Enumerable.Range(0, count),
            ranges.SelectMany(range => Enumerable.Range(range.Start.Value, range.GetOffsetAndLength(count).Length)));
    }

    [Fact]
    public void Split_IntoNoSubsteps_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Substeps.Split(3, 0));

    [Fact]
    public void MinibatchPlan_OfGroups_CoversEachOnce()
    {
        var plan = new MinibatchPlan(12, 2, 3);

        Assert.Empty(plan.Problems());
        Assert.Equal(2, plan.GroupsPerMinibatch);
        Assert.Equal(
            [0..2, 2..4, 4..6, 6..8, 8..10, 10..12],
            from substep in Enumerable.Range(0, 2) from minibatch in Enumerable.Range(0, 3) select plan.Groups(substep, minibatch));
    }

    [Theory]
    [InlineData(0, 1, 1, "groups_per_batch: must be 1 or more")]
    [InlineData(4, 0, 1, "num_substeps: must be 1 or more")]
    [InlineData(4, 1, 0, "num_minibatches: must be 1 or more")]
    [InlineData(4, 3, 1, "num_substeps: must divide groups_per_batch, which is 4")]
    [InlineData(4, 2, 3, "num_minibatches: must divide the 2 groups of a substep")]
    public void MinibatchPlan_ThatDoesNotDivide_NamesTheSetting(int groups, int substeps, int minibatches, string problem) =>
        Assert.Equal([problem], new MinibatchPlan(groups, substeps, minibatches).Problems().ToArray());
}
