using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>One measurement of trainings over their steps.</summary>
internal sealed record SeriesDetails
{
    [Description("Such as reward_mean; of evaluations eval/reward_mean.")]
    public required string Name { get; init; }

    [Description("The steps at which any of the trainings has a value, in order.")]
    public required IReadOnlyList<int> Steps { get; init; }

    [Description("For each training, in their order, its value at each of the steps; null where it has none.")]
    public required IReadOnlyList<IReadOnlyList<double?>> Values { get; init; }
}
