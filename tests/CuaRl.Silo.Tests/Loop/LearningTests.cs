using System.Text.Json;
using CuaRl.Core.Statistics;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Loop;

public sealed class LearningTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Steps = 64;

    [PostgresFact]
    public async Task Training_OfAFewTasks_SucceedsOnUnseenDevicesFarMoreOftenThanBefore()
    {
        const string Tasks = """{"source_type":"ids","task_ids":["train_03_airplane_mode","train_05_disable_wifi","train_06_min_brightness"]}""";
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("learning"));
        var ended = await service.TrainAsync(ShortTraining.Define(
            "learning", $"tasks={Tasks}", $"eval_tasks={Tasks}", "eval_group_size=20", $"eval_every={Steps}", $"max_steps={Steps}", "save_every=0",
            "group_size=8", "groups_per_batch=3", "max_turns=20", "seed=1", "learning_rate=0.015"));
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);

        var untrained = await SuccessAsync(service, ended, "baseline", 0);
        var cloned = await SuccessAsync(service, ended, "eval", 0);
        var trained = await SuccessAsync(service, ended, "eval", Steps);

        output.WriteLine($"untrained {untrained}, after demonstrations {cloned}, after {Steps} steps {trained}");
        Assert.True(trained.Low > untrained.High, $"{untrained} became {trained}");
        Assert.True(trained.Low > cloned.High, $"{cloned} became {trained}");
    }

    private static async Task<WilsonInterval> SuccessAsync(LoopService service, TrainingInfo training, string source, int step)
    {
        var batch = await service.Grains.GetBatch(RecordIds.Batch(training.Id, source, step)).Describe();
        var metrics = JsonDocument.Parse(batch.Result!.Metrics!.Utf8).RootElement;
        var episodes = metrics.GetProperty("env/all/total_episodes").GetInt32();
        Assert.Equal(metrics.GetProperty("env/all/reward/total").GetDouble(), metrics.GetProperty("env/all/task_success").GetDouble(), 9);
        return WilsonInterval.Of((int)Math.Round(metrics.GetProperty("env/all/reward/total").GetDouble() * episodes), episodes);
    }
}
