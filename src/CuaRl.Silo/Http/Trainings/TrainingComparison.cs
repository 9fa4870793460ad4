using CuaRl.Core.Trainings;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Trainings side by side.</summary>
internal sealed record TrainingComparison
{
    private static readonly (string Name, Func<BatchInfo, double?> Value)[] Measurements =
    [
        ("reward_mean", batch => batch.Statistics?.RewardMean),
        ("reward_std", batch => batch.Statistics?.RewardStd),
        ("success_rate", batch => batch.Statistics is { Count: > 0 } some ? (double)some.SuccessCount / some.Count : null),
        ("average_turns", batch => batch.Statistics?.AverageTurns),
        ("loss", batch => batch.Result?.Loss),
        ("kl_divergence", batch => batch.Result?.KlDivergence),
        ("policy_gradient_norm", batch => batch.Result?.PolicyGradientNorm),
        ("num_tokens", batch => batch.Result?.NumTokens),
    ];

    public required IReadOnlyList<ComparedTraining> Trainings { get; init; }

    public required IReadOnlyList<DifferenceDetails> Differences { get; init; }

    public required IReadOnlyList<SeriesDetails> Series { get; init; }

    /// <summary>Compares trainings by what they are configured with and by what came of their completed batches.</summary>
    public static TrainingComparison Of(IReadOnlyList<(TrainingInfo Training, IReadOnlyList<BatchInfo> Batches)> compared) => new()
    {
        Trainings = [.. compared.Select(one => ComparedTraining.From(one.Training))],
        Differences =
        [
            .. ConfigDifference.Between(compared.Select(one => TrainingSettings.Of(one.Training))).Select(difference =>
                new DifferenceDetails
                {
                    Key = difference.Key,
                    Values = [.. difference.Values.Select(value => value is null ? null : JsonText.Parse(value))],
                }),
        ],
        Series = [.. SeriesOf(compared, SourceType.Step, ""), .. SeriesOf(compared, SourceType.Eval, "eval/")],
    };

    private static IEnumerable<SeriesDetails> SeriesOf(
        IReadOnlyList<(TrainingInfo Training, IReadOnlyList<BatchInfo> Batches)> compared, SourceType source, string prefix) =>
        from measurement in Measurements
        let aligned = AlignedSeries.Of(compared.Select(one =>
            from batch in one.Batches
            where batch.Request.SourceType == source && batch.Status == BatchStatus.Completed
            let value = measurement.Value(batch)
            where value is not null
            select (batch.Request.Step, value)))
        where !aligned.Steps.IsEmpty
        select new SeriesDetails
        {
            Name = prefix + measurement.Name,
            Steps = aligned.Steps,
            Values = [.. aligned.Values.Select(values => (IReadOnlyList<double?>)values)],
        };
}
