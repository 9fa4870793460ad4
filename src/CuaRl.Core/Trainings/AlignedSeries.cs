using System.Collections.Immutable;

namespace CuaRl.Core.Trainings;

/// <summary>Measurements of several trainings side by side.</summary>
/// <param name="Steps">The steps that any of them has, in order.</param>
/// <param name="Values">For each training its value at each of those steps; null at steps that it does not have.</param>
public sealed record AlignedSeries(ImmutableArray<int> Steps, ImmutableArray<ImmutableArray<double?>> Values)
{
    /// <summary>Aligns series by step; of values at the same step of a series, the last counts.</summary>
    public static AlignedSeries Of(params IEnumerable<IEnumerable<(int Step, double? Value)>> series)
    {
        var all = series.Select(ByStep).ToArray();
        ImmutableArray<int> steps = [.. all.SelectMany(one => one.Keys).Distinct().Order()];
        return new AlignedSeries(
            steps, [.. all.Select(one => steps.Select(step => one.GetValueOrDefault(step)).ToImmutableArray())]);
    }

    private static Dictionary<int, double?> ByStep(IEnumerable<(int Step, double? Value)> series)
    {
        var values = new Dictionary<int, double?>();
        foreach (var (step, value) in series)
        {
            values[step] = value;
        }

        return values;
    }
}
