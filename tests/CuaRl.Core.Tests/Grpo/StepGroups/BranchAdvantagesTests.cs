using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.StepGroups;

namespace CuaRl.Core.Tests.Grpo.StepGroups;

public sealed class BranchAdvantagesTests
{
    /// <summary>Four rollouts; the second goes on from its turn 2 in two other ways, one of which is branched again at turn 4.</summary>
    private static readonly BranchMember[] Members =
    [
        new(1, 5), new(0, 6), new(0, 5), new(0, 5),
        new(1, 7, Parent: 1, BranchTurn: 2), new(0, 4, Parent: 1, BranchTurn: 2),
        new(0, 6, Parent: 4, BranchTurn: 4),
    ];

    [Fact]
    [Trait("Flag", "branch_rollouts")]
    [Trait("Flag", "branch_turn")]
    public void Of_ARolloutBranchedTwice_HasBothAdvantagesAndTheirSum()
    {
        var tree = BranchAdvantages.Of(Members);

        Assert.Equal(0.25, tree.Baseline);
        Assert.Equal([(1, 2), (4, 4)], tree.StepGroups.Select(group => (group.Parent, group.Turn)));
        Assert.Equal([1, 4, 5], tree.StepGroups[0].Members.ToArray());
        Assert.Equal(1 / 3.0, tree.StepGroups[0].Baseline!.Value, 1e-12);
        Assert.Equal([4, 6], tree.StepGroups[1].Members.ToArray());
        Assert.Equal(0.5, tree.StepGroups[1].Baseline);
        AssertPieces(
            [
                new(0, 1, 5, null, 0.75, 0, 0.75),
                new(1, 1, 2, null, -0.25, 0, -0.25),
                new(1, 3, 6, 0, -0.25, -1 / 3.0, -7 / 12.0),
                new(2, 1, 5, null, -0.25, 0, -0.25),
                new(3, 1, 5, null, -0.25, 0, -0.25),
                new(4, 3, 4, 0, 0.75, 2 / 3.0, 17 / 12.0),
                new(4, 5, 7, 1, 0.75, 0.5, 1.25),
                new(5, 3, 4, 0, -0.25, -1 / 3.0, -7 / 12.0),
                new(6, 5, 6, 1, -0.25, -0.5, -0.75),
            ],
            tree);
    }

    [Fact]
    public void Of_MaskedMembers_LeavesThemOut()
    {
        var tree = BranchAdvantages.Of([new(1, 3), new(null, 3), new(0, 3), new(1, 4, 1, 1), new(0.5, 2, 1, 1)], stepWeight: 2);

        Assert.Equal(0.5, tree.Baseline);
        Assert.Equal(0.75, Assert.Single(tree.StepGroups).Baseline);
        AssertPieces(
            [
                new(0, 1, 3, null, 0.5, 0, 0.5),
                new(2, 1, 3, null, -0.5, 0, -0.5),
                new(3, 2, 4, 0, 0.5, 0.25, 1),
                new(4, 2, 2, 0, 0, -0.25, -0.5),
            ],
            tree);
    }

    [Fact]
    public void Of_BranchesAtTheResetAndAtTheEnd_HaveNoEmptyPieces()
    {
        var tree = BranchAdvantages.Of([new(1, 2), new(0, 3, 0, 0), new(0, 4, 0, 2)]);

        Assert.Equal([(0, 0), (0, 2)], tree.StepGroups.Select(group => (group.Parent, group.Turn)));
        Assert.Equal(
            [(0, 1, 2, 0), (1, 1, 3, 0), (2, 3, 4, 1)],
            tree.Pieces.Select(piece => (piece.Member, piece.FromTurn, piece.ToTurn, piece.StepGroup!.Value)));
    }

    [Fact]
    public void Of_NoCountedRolloutFromTheReset_HasNoAdvantages()
    {
        var tree = BranchAdvantages.Of([new(null, 3), new(1, 3, 0, 1), new(0, 3, 0, 1)]);

        Assert.Null(tree.Baseline);
        Assert.Equal(0.5, Assert.Single(tree.StepGroups).Baseline);
        Assert.Empty(tree.Pieces);
    }

    [Theory]
    [InlineData(1, 2, "its parent must come before it")]
    [InlineData(-1, 2, "its parent must come before it")]
    [InlineData(0, 4, "it must branch at a turn of its parent")]
    [InlineData(0, -1, "it must branch at a turn of its parent")]
    [InlineData(0, 3, "it must have the turns before its branching")]
    public void Of_AMemberThatCannotBranchThere_NamesIt(int parent, int turn, string problem)
    {
        var error = Assert.Throws<GrpoException>(() => BranchAdvantages.Of([new(1, 3), new(0, 2, parent, turn)]));

        Assert.Equal($"branched member 1: {problem}", error.Message);
    }

    [Fact]
    public void Of_ABranchAtATurnThatIsAnothers_IsRefused()
    {
        var error = Assert.Throws<GrpoException>(() => BranchAdvantages.Of([new(1, 5), new(0, 5, 0, 3), new(0, 5, 1, 3)]));

        Assert.Equal("branched member 2: its parent has that turn from another rollout: branch it from that one", error.Message);
    }

    private static void AssertPieces(BranchPiece[] expected, BranchAdvantages tree)
    {
        Assert.Equal(expected.Length, tree.Pieces.Length);
        Assert.All(expected.Zip(tree.Pieces), pair =>
        {
            Assert.Equal(pair.First.Step, pair.Second.Step, 1e-12);
            Assert.Equal(pair.First.Total, pair.Second.Total, 1e-12);
            Assert.Equal(pair.First, pair.Second with { Step = pair.First.Step, Total = pair.First.Total });
        });
    }
}
