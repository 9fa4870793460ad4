using CuaRl.Core.Grpo.Staleness;

namespace CuaRl.Core.Tests.Grpo.Staleness;

public sealed class StalenessBoundTests
{
    private static readonly StalenessBound Bound = new() { MaxStepsOffPolicy = 2, GroupsPerBatch = 2, PipelineDepth = 2 };

    [Fact]
    public void Choose_OfCompleteGroups_TakesTheOldest()
    {
        var choice = Bound.Choose(3, [new(3, true), new(2, true), new(3, true), new(2, true)]);

        Assert.Equal([1, 3], choice.Batch.ToArray());
        Assert.True(choice.IsReady);
    }

    [Fact]
    public void Choose_OfTooFewCompleteGroups_WaitsForTheRest()
    {
        var choice = Bound.Choose(3, [new(3, true), new(2, false), new(3, false)]);

        Assert.False(choice.IsReady);
        Assert.Equal([1, 2], choice.WaitingFor.ToArray());
    }

    /// <summary>Four groups of policy 0 are under way at step 1: two steps are left for them, so step 1 must be one of theirs.</summary>
    [Fact]
    public void Choose_WhereNewGroupsWouldMakeOldOnesLate_WaitsForTheOld()
    {
        OutstandingGroup[] groups = [new(0, false), new(0, false), new(0, false), new(0, false), new(1, true), new(1, true)];

        Assert.True(Bound.Choose(0, groups).IsReady);
        var choice = Bound.Choose(1, groups);
        Assert.False(choice.IsReady);
        Assert.Equal([0, 1, 2, 3], choice.WaitingFor.ToArray());
    }

    [Fact]
    public void Choose_AfterTheBoundWasLowered_GivesBackWhatIsStale()
    {
        var choice = (Bound with { MaxStepsOffPolicy = 0, PipelineDepth = 0 }).Choose(
            5, [new(4, true), new(5, true), new(5, true), new(3, false)]);

        Assert.Equal([3, 0], choice.Stale.ToArray());
        Assert.Equal([1, 2], choice.Batch.ToArray());
    }

    [Theory]
    [InlineData(0, 0, 10, true)]
    [InlineData(5, 0, 10, true)]
    [InlineData(6, 0, 10, false)]
    [InlineData(3, 8, 10, true)]
    [InlineData(4, 8, 10, false)]
    [InlineData(0, 10, 10, false)]
    public void MayStart_WithinCapacityAndNeed_IsTrue(int outstanding, int step, int endStep, bool expected) =>
        Assert.Equal(expected, Bound.MayStart(outstanding, step, endStep));

    [Fact]
    public void Problems_OfABound_NameEachSetting()
    {
        Assert.Empty(Bound.Problems());
        Assert.Equal(4, new StalenessBound { MaxStepsOffPolicy = 3, GroupsPerBatch = 2 }.Capacity);
        Assert.Equal(2, new StalenessBound { MaxStepsOffPolicy = 0, GroupsPerBatch = 2 }.Capacity);
        Assert.Equal(
            ["max_steps_off_policy: must be 0 or more", "groups_per_batch: must be 1 or more", "pipeline_depth: must be from 0 to max_steps_off_policy"],
            new StalenessBound { MaxStepsOffPolicy = -1, GroupsPerBatch = 0, PipelineDepth = 1 }.Problems().ToArray());
    }

    [Fact]
    public void AddMetrics_OfAStep_CountsLatenessAndGroups()
    {
        var metrics = new Dictionary<string, double>();

        StalenessBound.AddMetrics(metrics, 5, [new(3, true), new(5, true), new(4, false), new(5, true)], [0, 1]);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["async/staleness_max"] = 2,
                ["async/staleness_min"] = 0,
                ["async/staleness_mean"] = 1,
                ["async/outstanding_groups"] = 4,
                ["async/in_flight_groups"] = 1,
                ["async/completed_buffer_size"] = 1,
            },
            metrics);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [Trait("Flag", "max_steps_off_policy")]
    [Trait("Flag", "pipeline_depth")]
    public void Training_WithWhateverLatencies_KeepsTheBoundAndLosesNothing(int bound, int depth)
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var training = new StaleTraining(
                new StalenessBound { MaxStepsOffPolicy = bound, GroupsPerBatch = 3, PipelineDepth = depth }, startStep: 4, endStep: 24, seed);

            training.Run();

            Assert.InRange(training.MostStale, 0, bound);
            Assert.Equal(20 * 3, training.Trained.Count);
            Assert.Equal(training.Trained.Count, training.Trained.Distinct().Count());
            Assert.Equal(training.Started, training.Trained.Count + training.LeftOut);
        }
    }
}
