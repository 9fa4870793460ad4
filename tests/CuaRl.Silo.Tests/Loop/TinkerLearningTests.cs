using System.Diagnostics;
using System.Text.Json;
using CuaRl.Core.Statistics;
using CuaRl.Core.Tasks;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Tinker;
using CuaRl.TestKit.Trainers;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Loop;

public sealed class TinkerLearningTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Steps = 20;

    /// <summary>Over HTTP, by tokens and pictures, among faults: a model that has been shown the tasks a little learns them.</summary>
    [PostgresFact]
    public async Task Training_OverTheServer_SucceedsFarMoreOftenThanItsBaseline()
    {
        const string Task = "train_05_disable_wifi";
        var tasks = $$"""{"source_type":"ids","task_ids":["{{Task}}"]}""";
        var watch = Stopwatch.StartNew();
        await using var server = await TinkerServer.StartAsync(new TinkerServerOptions
        {
            Start = await WarmWeights.MakeAsync(TestFolders.Create("warm"), [DemoTasks.Find(Task)!], 0.2),
        });
        output.WriteLine($"warm after {watch.Elapsed}");
        server.Faults.Rate = 0.01;
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("tinker-learning"), TinkerTraining.At(server));

        var ended = await service.TrainAsync(TinkerTraining.Define(
            "tinker-learning", $"tasks={tasks}", $"eval_tasks={tasks}", "eval_group_size=32", $"eval_every={Steps}", $"max_steps={Steps}", "epochs=100",
            "save_every=0", "group_size=12", "groups_per_batch=1", "max_turns=10", "seed=1", "learning_rate=0.04"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var (before, after) = (await SuccessAsync(service, ended, "baseline", 0), await SuccessAsync(service, ended, "eval", Steps));
        output.WriteLine($"{before} became {after} in {Steps} steps, after {watch.Elapsed}, {server.Faults.Met} faults");
        Assert.True(after.Low > before.High, $"{before} became {after}");
        Assert.True(server.Faults.Met > 20, $"{server.Faults.Met} faults");
    }

    private static async Task<WilsonInterval> SuccessAsync(LoopService service, TrainingInfo training, string source, int step)
    {
        var batch = await service.Grains.GetBatch(RecordIds.Batch(training.Id, source, step)).Describe();
        var metrics = JsonDocument.Parse(batch.Result!.Metrics!.Utf8).RootElement;
        var episodes = metrics.GetProperty("env/all/total_episodes").GetInt32();
        return WilsonInterval.Of((int)Math.Round(metrics.GetProperty("env/all/reward/total").GetDouble() * episodes), episodes);
    }
}
