using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Tests.Grpo.Groups;

public sealed class GroupMetricsTests
{
    private static readonly MeasuredRollout Won = new(new RolloutResult(1, true, 4), 40, 400)
    {
        Metrics = [new("task_success", 1), new("score", 2), new("score", 4)],
    };

    private static readonly MeasuredRollout Lost = new(new RolloutResult(0, false, 6), 20, 200) { Metrics = [new("task_success", 0)] };
    private static readonly MeasuredRollout Masked = new(new RolloutResult(0, null, 9), 900, 900) { Metrics = [new("score", 9)] };

    [Fact]
    public void AddStep_OfSomeGroups_CountsAllAndKeptAndTaggedApart()
    {
        MeasuredGroup[] groups =
        [
            new([Won, Won, Masked], "settings"), new([Won, Lost], "files"), new([Lost, Lost], "files"), new([Masked]),
        ];
        var metrics = new Dictionary<string, double>();

        GroupMetrics.AddStep(metrics, groups, kept: [1]);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["env/all/total_episodes"] = 6,
                ["env/all/total_turns"] = 30,
                ["env/all/total_ac_tokens"] = 180,
                ["env/all/total_ob_tokens"] = 1_800,
                ["env/all/ac_tokens_per_turn"] = 6,
                ["env/all/ob_tokens_per_turn"] = 60,
                ["env/all/turns_per_episode"] = 5,
                ["env/all/reward/total"] = 0.5,
                ["env/all/masked_episodes"] = 2,
                ["env/all/by_group/frac_mixed"] = 1 / 3.0,
                ["env/all/by_group/frac_all_good"] = 1 / 3.0,
                ["env/all/by_group/frac_all_bad"] = 1 / 3.0,
                ["env/all/task_success"] = 0.5,
                ["env/all/score"] = 3,
            },
            metrics.Where(metric => metric.Key.StartsWith("env/all/", StringComparison.Ordinal)).ToDictionary());
        Assert.Equal(1, metrics["train/by_group/frac_mixed"]);
        Assert.Equal(0.5, metrics["train/reward/total"]);
        Assert.Equal(2, metrics["train/total_episodes"]);
        Assert.Equal(0.25, metrics["env/files/reward/total"]);
        Assert.Equal(1, metrics["env/settings/reward/total"]);
    }

    [Fact]
    public void AddStep_OfGroupsWithTheSameTag_HasNoneOfItsOwn()
    {
        var metrics = new Dictionary<string, double>();

        GroupMetrics.AddStep(metrics, [new([Won, Lost], "files"), new([Won, Lost], "files")], kept: [0, 1]);

        Assert.DoesNotContain(metrics.Keys, name => name.StartsWith("env/files", StringComparison.Ordinal));
    }

    [Fact]
    public void AddStep_WithoutCountedRollouts_HasCountsAndNoMeans()
    {
        var metrics = new Dictionary<string, double>();

        GroupMetrics.AddStep(metrics, [new([Masked, Masked])], kept: []);

        Assert.Equal(2, metrics["env/all/masked_episodes"]);
        Assert.Equal(0, metrics["env/all/total_episodes"]);
        Assert.DoesNotContain("env/all/reward/total", metrics.Keys);
        Assert.DoesNotContain("env/all/by_group/frac_mixed", metrics.Keys);
        Assert.DoesNotContain("env/all/score", metrics.Keys);
    }

    [Fact]
    [Trait("Flag", "remove_constant_reward_groups")]
    public void Filter_OfGroups_KeepsThoseWhoseRewardsDiffer()
    {
        RolloutResult[][] groups =
        [
            [new(1, true), new(1, true)], [new(1, true), new(0, false)], [new(1, true), new(0, null)], [new(0.5, true), new(0.5000001, true)], [],
        ];

        var filter = ConstantGroups.Filter(groups);

        Assert.Equal([1, 3], filter.Kept.ToArray());
        Assert.Equal(3, filter.Dropped);
        Assert.False(filter.IsUniform);
    }

    [Fact]
    [Trait("Flag", "remove_constant_reward_groups")]
    public void Filter_OfConstantGroupsOnly_KeepsTheFirstThatCounts()
    {
        RolloutResult[][] groups = [[new(0, null)], [new(1, true), new(1, true)], [new(0, false), new(0, false)]];

        var filter = ConstantGroups.Filter(groups);

        Assert.Equal(1, Assert.Single(filter.Kept));
        Assert.Equal(2, filter.Dropped);
        Assert.True(filter.IsUniform);
        Assert.Empty(ConstantGroups.Filter([[new(0, null)]]).Kept);
        Assert.Empty(ConstantGroups.Filter([]).Kept);
    }

    [Theory]
    [InlineData(new[] { 0.04, 0.04, 0.04, 0.04 }, false)]
    [InlineData(new[] { 0.04, 0.04, 0, 0.04, 0.049 }, true)]
    [InlineData(new[] { 0.04, 0.04, 0.04, 0.04, 0.05 }, false)]
    [InlineData(new[] { 0.9, 0.04, 0.04, 0.04, 0.04, 0.04 }, true)]
    [InlineData(new[] { 0.04, 0.9, 0.04, 0.04, 0.04, 0.04 }, false)]
    [InlineData(new[] { 0.04, 0.04, -1, 0.04, 0.04, -1, 0.04 }, true)]
    [InlineData(new double[0], false)]
    public void MixWarning_OfFiveStepsBelowTheFloor_IsGiven(double[] fracMixed, bool isGiven)
    {
        double?[] steps = [.. fracMixed.Select(share => share < 0 ? (double?)null : share)];

        Assert.Equal(isGiven, MixWarning.Of(steps)?.StartsWith("frac_mixed stayed below 0.05 for 5 steps: ", StringComparison.Ordinal) ?? false);
    }
}
