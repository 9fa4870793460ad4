using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>
/// A line of metrics.jsonl: what tinker-cookbook logs at a step. A figure that the trainer itself gave wins over the one that
/// follows from the record.
/// </summary>
internal static class MetricsLine
{
    /// <summary>The step of the line that a batch is on: a baseline comes before the first, at -1, as cua_rl logs it.</summary>
    public static int StepOf(BatchInfo batch) => batch.Request.SourceType is SourceType.Baseline or SourceType.WarmStart ? -1 : batch.Request.Step;

    /// <summary>What was completed, by the line that it is on, in order.</summary>
    public static IEnumerable<IGrouping<int, BatchInfo>> LinesOf(IEnumerable<BatchInfo> batches) => batches
        .Where(batch => batch.Status == BatchStatus.Completed).GroupBy(StepOf).OrderBy(line => line.Key);

    /// <summary>The whole file.</summary>
    public static string WriteAll(TrainingInfo training, IEnumerable<BatchInfo> batches)
    {
        using var buffer = new MemoryStream();
        foreach (var line in LinesOf(batches))
        {
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, training, line);
            }

            buffer.WriteByte((byte)'\n');
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <param name="writer">Takes the line.</param>
    /// <param name="training">The training.</param>
    /// <param name="batches">What was completed at one step: the step and its evaluation, or the baseline.</param>
    public static void Write(Utf8JsonWriter writer, TrainingInfo training, IGrouping<int, BatchInfo> batches)
    {
        var written = new HashSet<string>(StringComparer.Ordinal) { "step" };
        writer.WriteStartObject();
        writer.WriteNumber("step", batches.Key);
        foreach (var batch in batches.OrderBy(batch => batch.Request.SourceType))
        {
            var prefix = Prefix(batch.Request.SourceType);
            WriteGiven(writer, prefix, batch.Result?.Metrics, written);
            foreach (var (name, value) in Figures(training, batch))
            {
                if (value is { } number && written.Add(prefix + name))
                {
                    writer.WriteNumber(prefix + name, number);
                }
            }
        }

        writer.WriteEndObject();
    }

    private static string Prefix(SourceType source) => source switch
    {
        SourceType.Step => "",
        SourceType.Eval => "test/",
        SourceType.WarmStart => "warm_start/",
        _ => "baseline/",
    };

    private static void WriteGiven(Utf8JsonWriter writer, string prefix, JsonText? metrics, HashSet<string> written)
    {
        if (metrics is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(metrics.Utf8);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (written.Add(prefix + member.Name))
            {
                writer.WritePropertyName(prefix + member.Name);
                member.Value.WriteTo(writer);
            }
        }
    }

    private static IEnumerable<(string Name, double? Value)> Figures(TrainingInfo training, BatchInfo batch) =>
        batch.Request.SourceType == SourceType.Step
            ? [.. OfStep(training, batch), .. OfRollouts(batch.Statistics), .. Times(batch)]
            : [.. OfRollouts(batch.Statistics), .. Times(batch)];

    private static (string Name, double? Value)[] OfStep(TrainingInfo training, BatchInfo batch) =>
    [
        ("progress/batch", batch.Request.Step),
        ("progress/done_frac", training.TotalSteps is { } total and > 0 ? (batch.Request.Step + 1.0) / total : null),
        ("optim/lr", batch.Request.LearningRate ?? training.Definition.LearningRate),
        ("loss", batch.Result?.Loss),
        ("kl_divergence", batch.Result?.KlDivergence),
        ("policy_gradient_norm", batch.Result?.PolicyGradientNorm),
        ("num_tokens", batch.Result?.NumTokens),
    ];

    private static (string Name, double? Value)[] OfRollouts(RewardStatistics? statistics) => statistics is null
        ? []
        :
        [
            ("env/all/reward/total", statistics.RewardMean),
            ("env/all/task_success", statistics.Count > 0 ? (double)statistics.SuccessCount / statistics.Count : null),
            ("env/all/turns_per_episode", statistics.AverageTurns),
            ("env/all/total_episodes", statistics.Count),
            ("env/all/total_turns", statistics.AverageTurns is { } turns ? Math.Round(turns * statistics.Count) : null),
            ("env/all/by_group/frac_mixed", statistics.FractionMixed),
            ("env/all/by_group/frac_all_good", statistics.FractionAllGood),
            ("env/all/by_group/frac_all_bad", statistics.FractionAllBad),
        ];

    private static (string Name, double? Value)[] Times(BatchInfo batch) =>
    [
        ("time/sampling", (batch.RolloutEndTime - batch.RolloutStartTime)?.TotalSeconds),
        ("time/train_step", (batch.TrainingEndTime - batch.TrainingStartTime)?.TotalSeconds),
        ("time/total", (batch.EndTime - batch.StartTime)?.TotalSeconds),
    ];
}
