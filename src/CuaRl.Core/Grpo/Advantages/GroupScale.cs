using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.Advantages;

/// <summary>A group's rule as what it comes to: A = (r - Baseline) / Divisor.</summary>
internal readonly record struct GroupScale(double Baseline, double Divisor)
{
    private const double LeastPopulationDeviation = 0.05;

    public static GroupScale Of(AdvantageRule rule, ReadOnlySpan<double> rewards)
    {
        var sample = SampleStatistics.Of(rewards);
        return sample.Count == 1 ? OfOne(rule, rewards[0]) : new GroupScale(sample.Mean, DivisorOf(rule, sample));
    }

    private static GroupScale OfOne(AdvantageRule rule, double reward) => rule switch
    {
        AdvantageRule.Center or AdvantageRule.TrlStd or AdvantageRule.PopulationStd => new GroupScale(reward, 1),
        AdvantageRule.Std => new GroupScale(0, 1 + 1e-6),
        AdvantageRule.LeaveOneOut or AdvantageRule.DrGrpo or AdvantageRule.MaxRl => new GroupScale(0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static double DivisorOf(AdvantageRule rule, SampleStatistics sample) => rule switch
    {
        AdvantageRule.Center or AdvantageRule.DrGrpo => 1,
        AdvantageRule.Std => sample.StandardDeviation + 1e-6,
        AdvantageRule.TrlStd => sample.StandardDeviation + 1e-4,
        AdvantageRule.PopulationStd when sample.PopulationDeviation < LeastPopulationDeviation => double.PositiveInfinity,
        AdvantageRule.PopulationStd => sample.PopulationDeviation + 1e-8,
        AdvantageRule.LeaveOneOut => (sample.Count - 1.0) / sample.Count,
        AdvantageRule.MaxRl => sample.Mean + 1e-6,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}
