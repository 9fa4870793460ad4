using CuaRl.Core.Trainings;

namespace CuaRl.Core.Tests.Trainings;

public sealed class TrainingComparisonTests
{
    [Fact]
    public void AlignedSeries_OfTrainings_HaveGapsWhereAStepIsMissing()
    {
        var aligned = AlignedSeries.Of([(2, 0.5), (0, 0.1)], [(1, 0.9), (2, null), (5, 1.0), (1, 0.8)], []);

        Assert.Equal([0, 1, 2, 5], aligned.Steps.ToArray());
        Assert.Equal([0.1, null, 0.5, null], aligned.Values[0].ToArray());
        Assert.Equal([null, 0.8, null, 1.0], aligned.Values[1].ToArray());
        Assert.Equal([null, null, null, null], aligned.Values[2].ToArray());
    }
}
