using CuaRl.Core.Grpo.Staleness;

namespace CuaRl.Core.Tests.Grpo.Staleness;

public sealed class StalenessBoundTests
{
    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(1, null, 1)]
    [InlineData(4, null, 1)]
    [InlineData(4, 0, 0)]
    [InlineData(2, 2, 2)]
    [InlineData(4, 3, 3)]
    [Trait("Flag", "max_steps_off_policy")]
    [Trait("Flag", "pipeline_depth")]
    public void Training_ToItsEnd_StartsEachStepOnceAndNoneBeyondTheBound(int most, int? depth, int late)
    {
        const int End = 12;
        var bound = new StalenessBound { MaxStepsOffPolicy = most, PipelineDepth = depth };
        var startedAt = new List<int>();

        for (var step = 0; step < End; step++)
        {
            while (startedAt.Count <= bound.LastToStart(step, End))
            {
                startedAt.Add(step);
            }
        }

        Assert.Equal(End, startedAt.Count);
        Assert.Equal(late, startedAt.Select((at, step) => step - at).Max());
        Assert.True(late <= most);
    }

    [Fact]
    public void LastToStart_FarAhead_IsTheLastStep() =>
        Assert.Equal(9, new StalenessBound { MaxStepsOffPolicy = int.MaxValue, PipelineDepth = int.MaxValue }.LastToStart(5, 10));

    [Fact]
    public void Problems_OfABound_NameEachSetting()
    {
        Assert.Empty(new StalenessBound { MaxStepsOffPolicy = 2, PipelineDepth = 2 }.Problems());
        Assert.Equal(
            ["max_steps_off_policy: must be 0 or more", "pipeline_depth: must be from 0 to max_steps_off_policy"],
            new StalenessBound { MaxStepsOffPolicy = -1, PipelineDepth = 1 }.Problems().ToArray());
    }

    [Fact]
    public void AddMetrics_OfAStep_SaysHowLateItsRolloutsAre()
    {
        var metrics = new Dictionary<string, double>();

        StalenessBound.AddMetrics(metrics, 5, [3, 5, 4, 4]);

        Assert.Equal(
            new Dictionary<string, double> { ["async/staleness_max"] = 2, ["async/staleness_min"] = 0, ["async/staleness_mean"] = 1 },
            metrics);
    }
}
