using System.Text;
using System.Text.Json;
using CuaRl.Silo.Http.Trainings;

namespace CuaRl.Silo.Tests.Http;

/// <summary>What follows from the batches of trainings: lines of metrics.jsonl, and comparisons.</summary>
public sealed class TrainingFiguresTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_Step_HasTheNamesOfTheCookbook()
    {
        var line = Line(Batch(SourceType.Step, 3, new BatchResult { Loss = 0.5 }, Statistics(0.25)) with
        {
            RolloutStartTime = Start,
            RolloutEndTime = Start.AddSeconds(45),
            TrainingStartTime = Start.AddSeconds(50),
            TrainingEndTime = Start.AddSeconds(60),
        });

        Assert.Equal(
            """{"step":3,"progress/batch":3,"progress/done_frac":0.4,"optim/lr":1E-05,"loss":0.5,"env/all/reward/total":0.25,"""
            + "\"env/all/task_success\":0.25,\"env/all/turns_per_episode\":2.5,\"env/all/total_episodes\":4,\"env/all/total_turns\":10,"
            + "\"env/all/by_group/frac_mixed\":0.5,\"env/all/by_group/frac_all_good\":0.5,\"env/all/by_group/frac_all_bad\":0,"
            + "\"time/sampling\":45,\"time/train_step\":10,\"time/total\":60}",
            line);
    }

    [Fact]
    public void Write_FiguresOfTheTrainer_WinAndStayAsTheyCame()
    {
        var result = new BatchResult { Metrics = JsonText.Parse("""{"optim/lr":2.50e-3,"optim/entropy":0.9,"step":7}""") };

        var line = JsonSerializer.Deserialize<JsonElement>(Line(Batch(SourceType.Step, 3, result)));

        Assert.Equal("2.50e-3", line.GetProperty("optim/lr").GetRawText());
        Assert.Equal(0.9, line.GetProperty("optim/entropy").GetDouble());
        Assert.Equal(3, line.GetProperty("step").GetInt32());
    }

    [Fact]
    public void Write_EvaluationOfAStep_IsOnItsLineWithItsPrefix()
    {
        var line = JsonSerializer.Deserialize<JsonElement>(Line(
            Batch(SourceType.Step, 0, null, Statistics(0.25)),
            Batch(SourceType.Eval, 0, null, Statistics(0.5))));

        Assert.Equal(0.25, line.GetProperty("env/all/reward/total").GetDouble());
        Assert.Equal(0.5, line.GetProperty("test/env/all/reward/total").GetDouble());
    }

    [Fact]
    public void Write_Baseline_IsALineOfItsOwnBeforeTheFirstStep()
    {
        var line = JsonSerializer.Deserialize<JsonElement>(Line(Batch(SourceType.Baseline, 0, null, Statistics(0.125))));

        Assert.Equal(-1, line.GetProperty("step").GetInt32());
        Assert.Equal(0.125, line.GetProperty("baseline/env/all/reward/total").GetDouble());
    }

    [Fact]
    public void Of_TwoTrainings_SaysWhereTheyDifferAndAlignsTheirSteps()
    {
        var one = Training("one", new TrainingDefinition { ModelName = "m", Config = JsonText.Parse("""{"a":1,"b":[1, 2]}""") });
        var two = Training("two", new TrainingDefinition { ModelName = "m", GroupSize = 8, Config = JsonText.Parse("""{"b":[1,2]}""") });

        var comparison = TrainingComparison.Of(
        [
            (one, [Batch(SourceType.Step, 0, null, Statistics(0.25)), Batch(SourceType.Step, 2, null, Statistics(0.5))]),
            (two, [Batch(SourceType.Step, 1, null, Statistics(0.75)), Batch(SourceType.Step, 2, null, Statistics(1))]),
        ]);

        Assert.Equal(["one", "two"], comparison.Trainings.Select(training => training.RunName));
        Assert.Equal(
            ["config.a 1 -", "group_size 4 8"],
            comparison.Differences.Select(
                difference => $"{difference.Key} {string.Join(' ', difference.Values.Select(value => value?.ToString() ?? "-"))}"));
        var rewards = comparison.Series.Single(series => series.Name == "reward_mean");
        Assert.Equal([0, 1, 2], rewards.Steps);
        Assert.Equal([[0.25, null, 0.5], [null, 0.75, 1]], rewards.Values);
        Assert.DoesNotContain(comparison.Series, series => series.Name is "loss" or "eval/reward_mean");
    }

    [Fact]
    public void Of_Settings_AreAllOfTheDefinition()
    {
        var settings = JsonSerializer.Deserialize<JsonElement>(TrainingSettings.Of(Training("n", new TrainingDefinition { ModelName = "m" })).Span);

        string[] notCompared = ["run_name", "log_path", "wandb_name", "config", "renderer_name", "wandb_project"];
        Assert.Equal(
            typeof(TrainingBody).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))
                .Except(notCompared).Order(StringComparer.Ordinal),
            settings.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    private static string Line(params BatchInfo[] batches)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            var training = Training("n", new TrainingDefinition { ModelName = "m" });
            MetricsLine.Write(writer, training, batches.GroupBy(MetricsLine.StepOf).Single());
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static TrainingInfo Training(string name, TrainingDefinition definition) => new()
    {
        Id = name,
        Number = 1,
        RunName = name,
        Definition = definition,
        Status = TrainingStatus.Running,
        StartStep = 0,
        TotalSteps = 10,
        EvalTasks = 3,
        Progress = new ProgressInfo { Percent = 50 },
        LastHeartbeat = Start,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    private static BatchInfo Batch(SourceType source, int step, BatchResult? result, RewardStatistics? statistics = null) => new()
    {
        Id = "b",
        Number = 1,
        TrainingId = "t",
        Request = new BatchRequest { SourceType = source, Step = step, ModelPath = "m", NumGroups = 2, GroupSize = 2 },
        Status = BatchStatus.Completed,
        Result = result,
        Statistics = statistics,
        Progress = new ProgressInfo { Percent = 100 },
        StartTime = Start,
        EndTime = Start.AddMinutes(1),
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    private static RewardStatistics Statistics(double mean) => new()
    {
        Count = 4,
        Masked = 1,
        RewardMean = mean,
        RewardStd = 0.5,
        SuccessCount = 1,
        AverageTurns = 2.5,
        FractionMixed = 0.5,
        FractionAllGood = 0.5,
        FractionAllBad = 0,
    };
}
