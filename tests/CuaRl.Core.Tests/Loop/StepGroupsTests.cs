using System.Text;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Tests.Loop;

public sealed class StepGroupsTests
{
    private static readonly StepRules Siblings = new(AdvantageRule.Center, RemovesConstant: true) { HasSiblings = true };

    private static readonly StepRules Gigpo = new(AdvantageRule.Center, RemovesConstant: true) { Gigpo = new GigpoOptions() };

    /// <summary>Four rollouts from the reset, of which the second, with six turns, went on from its turn 2 in two other ways.</summary>
    private static readonly GroupOutcome Branched = new(
        0, "task", IsLost: false,
        [
            Member(0, 1, 5), Member(1, 0, 6), Member(2, 0, 5), Member(3, 0, 5),
            Member(4, 1, 7) with { Branch = new BranchChoice(1, 2) },
            Member(5, 1, 4) with { Branch = new BranchChoice(1, 2) },
        ]);

    /// <summary>Both saw s0 first; then each saw something of its own, and the first got there.</summary>
    private static readonly GroupOutcome Compared = new(
        0, "task", IsLost: false, [Member(0, 1, 2) with { Screens = ["s0", "s1"] }, Member(1, 0, 2) with { Screens = ["s0", "s2"] }]);

    [Fact]
    [Trait("Flag", "branch_rollouts")]
    [Trait("Flag", "step_advantage_weight")]
    public void Plan_SiblingsOfATurn_StoresTheTreeBothAdvantagesAndTheirSum()
    {
        var (batch, _) = StepPlanning.Plan([Branched], Siblings with { BranchWeight = 2 });

        // By hand: the mean of 1, 0, 0, 0 is 0.25; that of the branched rollout and its siblings, 0, 1, 1, is 2/3.
        var group = Assert.Single(batch.Kept);
        Assert.Equal(0.25, group.Baseline);
        var step = Assert.Single(group.StepGroups!.Value);
        Assert.Equal((1, 2, 2 / 3.0), (step.Parent, step.Turn, step.Baseline));
        Assert.Equal([1, 4, 5], step.Members!.Value.ToArray());
        Assert.Equal([0.75, -0.25, -0.25, -0.25, 0.75, 0.75], group.Members.Select(member => member.Advantage!.Value));
        Assert.Equal([null, null, null, null, (1, 2), (1, 2)], group.Members.Select(
            member => member.Parent is { } parent ? (parent, member.BranchTurn!.Value) : ((int, int)?)null));
        Assert.Equal(
            [new StepTurns(1, 2, null, 0, -0.25), new StepTurns(3, 6, 0, -2 / 3.0, -0.25 - (4 / 3.0))], group.Members[1].Turns!.Value.ToArray());
        AssertTurns(new StepTurns(3, 7, 0, 1 / 3.0, 0.75 + (2 / 3.0)), group.Members[4]);
        AssertTurns(new StepTurns(3, 4, 0, 1 / 3.0, 0.75 + (2 / 3.0)), group.Members[5]);
        Assert.Equal((-0.25, -0.25 - (4 / 3.0)), (group.Members[1].AdvantageOf(2), group.Members[1].AdvantageOf(3)));

        // The turns in common are the branched rollout's, and are trained on once: 21 of its own and the others, 5 and 2 of the siblings.
        Assert.Equal((4 + 5 + 2) / (21 + 5 + 2.0), batch.FracGrouped());
    }

    [Fact]
    public void Plan_RewardsThatDifferAmongSiblingsOnly_AreNotConstant()
    {
        GroupOutcome[] groups =
        [
            new(0, "task", IsLost: false, [Member(0, 0, 3), Member(1, 0, 3), Member(2, 1, 3) with { Branch = new BranchChoice(0, 1) }]),
            new(1, "task", IsLost: false, [Member(0, 0, 3), Member(1, 0, 3), Member(2, 0, 3) with { Branch = new BranchChoice(0, 1) }]),
        ];

        var (batch, _) = StepPlanning.Plan(groups, Siblings);

        Assert.Equal([null, StepPlanning.Constant], batch.Groups.Select(group => group.LeftOut));
        Assert.Equal([0, 0, 1], batch.Groups[0].Members.Select(member => member.Advantage!.Value));
        Assert.Equal(1.5, batch.Groups[0].Members[2].AdvantageOf(2));
        Assert.Equal((-0.5, 0), (batch.Groups[0].Members[0].AdvantageOf(2), batch.Groups[0].Members[0].AdvantageOf(1)));
        Assert.Equal(0, batch.Groups[1].Members[2].Parent);
    }

    /// <summary>Nothing went on from one of its rollouts, so that all began at the reset.</summary>
    [Fact]
    public void Plan_AGroupWithoutAStepGroup_HasTheAdvantagesOfWholeRolloutsAndCountsInTheShare()
    {
        var (batch, _) = StepPlanning.Plan(
            [Branched, new(1, "task", IsLost: false, [Member(0, 1, 1), Member(1, 0, 1), Member(2, 0, 26)])], Siblings);

        var group = batch.Groups[1];
        Assert.Equal([2 / 3.0, -1 / 3.0, -1 / 3.0], group.Members.Select(member => member.Advantage!.Value), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Empty(group.StepGroups!.Value);
        Assert.Equal(new StepTurns(1, 26, null, 0, group.Members[2].Advantage!.Value), Assert.Single(group.Members[2].Turns!.Value));
        Assert.Equal((4 + 5 + 2) / (28 + 28.0), batch.FracGrouped());
    }

    [Fact]
    public void Plan_SiblingsThatAreMasked_AreNotTrainedOnAndCountNowhere()
    {
        var masked = Member(2, 0, 2) with { Result = new RolloutResult(null, null, 2), Branch = new BranchChoice(0, 1) };

        var (batch, _) = StepPlanning.Plan(
            [new(0, "task", IsLost: false, [Member(0, 1, 3), Member(1, 0, 3), masked])], Siblings);

        var group = Assert.Single(batch.Kept);
        Assert.Equal((0.5, 1), (group.Baseline, group.StepGroups!.Value[0].Baseline));
        Assert.Equal([0.5, -0.5, null], group.Members.Select(member => member.Advantage));
        Assert.Empty(group.Members[2].Turns!.Value);
    }

    [Fact]
    [Trait("Flag", "gigpo")]
    [Trait("Flag", "gigpo_gamma")]
    public void Plan_TurnsThatSawTheSame_StoresBothAdvantagesAndTheirSum()
    {
        var (batch, _) = StepPlanning.Plan(
            [Compared], Gigpo with { Gigpo = new GigpoOptions { Gamma = 0.5 } });

        // By hand: what follows s0 is worth 0.5 for the first and 0 for the second, so 0.25 is its baseline.
        var group = Assert.Single(batch.Kept);
        Assert.Equal([0.5, -0.5], group.Members.Select(member => member.Advantage!.Value));
        Assert.Equal("s0", Assert.Single(group.StepGroups!.Value).Observation);
        Assert.Equal([new StepTurns(1, 1, 0, 0.25, 0.75), new StepTurns(2, 2, null, 0, 0.5)], group.Members[0].Turns!.Value.ToArray());
        Assert.Equal([new StepTurns(1, 1, 0, -0.25, -0.75), new StepTurns(2, 2, null, 0, -0.5)], group.Members[1].Turns!.Value.ToArray());
        Assert.Equal(0.5, batch.FracGrouped());
    }

    [Fact]
    public void Plan_TurnsWithEqualAdvantages_AreWrittenOnce()
    {
        string[] own = ["a", "b", "c"];
        var (batch, _) = StepPlanning.Plan(
            [new(0, "task", IsLost: false, [Member(0, 1, 3) with { Screens = [.. own] }, Member(1, 0, 1) with { Screens = ["d"] }])],
            new StepRules(AdvantageRule.Std, RemovesConstant: true) { Gigpo = new GigpoOptions { IsOverAllSteps = false } });

        Assert.Equal(new StepTurns(1, 3, null, 0, 0.5), Assert.Single(batch.Groups[0].Members[0].Turns!.Value));
        Assert.Equal(0, batch.FracGrouped());
    }

    [Fact]
    public void Batch_WithStepGroups_IsReadAsItWasWritten()
    {
        foreach (var (outcome, rules) in new[] { (Branched, Siblings), (Compared, Gigpo) })
        {
            var (batch, _) = StepPlanning.Plan([outcome], rules);
            var read = StepBatch.Read(batch.Write());

            Assert.Equal(Encoding.UTF8.GetString(batch.Write()), Encoding.UTF8.GetString(read.Write()));
            Assert.Equal(
                Enumerable.Range(1, 6).Select(turn => batch.Groups[0].Members[1].AdvantageOf(turn)),
                Enumerable.Range(1, 6).Select(turn => read.Groups[0].Members[1].AdvantageOf(turn)));
        }
    }

    private static MemberOutcome Member(int place, double reward, int turns) =>
        new($"r-{place}", 1, new RolloutResult(reward, reward > 0, turns));

    private static void AssertTurns(StepTurns expected, StepMember member)
    {
        var actual = Assert.Single(member.Turns!.Value);
        Assert.Equal((expected.From, expected.To, expected.StepGroup), (actual.From, actual.To, actual.StepGroup));
        Assert.Equal(expected.Step, actual.Step, 1e-12);
        Assert.Equal(expected.Total, actual.Total, 1e-12);
    }
}
