using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>The advantages of the steps of one group, in the order in which they were given.</summary>
/// <param name="Episode">From the rollout's score.</param>
/// <param name="Step">From the discounted return of the step among those that saw the same.</param>
/// <param name="Total">Episode + weight * step.</param>
/// <param name="Grouped">How many steps share their observation with another one.</param>
public sealed record GigpoGroup(
    ImmutableArray<double> Episode, ImmutableArray<double> Step, ImmutableArray<double> Total, int Grouped)
{
    /// <summary>The name of the metric that <see cref="FracGrouped"/> is.</summary>
    public const string Metric = "gigpo/frac_grouped";

    /// <summary>The share of steps that share their observation with another one of their group; 0 without steps.</summary>
    public static double FracGrouped(IReadOnlyCollection<GigpoGroup> groups)
    {
        var steps = groups.Sum(group => (long)group.Total.Length);
        return steps == 0 ? 0 : (double)groups.Sum(group => (long)group.Grouped) / steps;
    }
}
