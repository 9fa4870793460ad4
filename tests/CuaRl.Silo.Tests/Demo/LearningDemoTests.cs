using CuaRl.Silo.Commands.Demonstration.Learning;
using CuaRl.Silo.Commands.Train;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Demo;

/// <summary>The demo as it is, on few episodes.</summary>
public sealed class LearningDemoTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Demo_OfOneEpoch_ReportsWhatTheRecordHoldsAndSaysTheSameAgain()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("learning-demo"));
        var demo = new LearningDemo(service.Running, seed: 3) { Epochs = 1, EpisodesOfATask = 1 };

        var (report, watch) = await demo.RunAsync(FollowAsync, default);
        var (again, _) = await demo.RunAsync(FollowAsync, default);

        Assert.True(report is not null, watch.Training.ErrorMessage);
        Assert.Equal(("demo-seed3", 3), (watch.Training.RunName, watch.Points.Count));
        Assert.All(
            [report.Untrained, report.Cloned, report.Trained],
            exam => Assert.Equal((22, 7, 1, 1), (exam.Training.Episodes, exam.Evaluation.Episodes, exam.Of("eval_02").Episodes, exam.Of("eval_16").Episodes)));
        Assert.True(report.Cloned.Training.Succeeded > report.Untrained.Training.Succeeded, report.Line().ToString());
        Assert.True(report is { Turns: > 22 * 8, Seconds: > 0 }, report.Line().ToString());
        Assert.Equal(report.Line() with { Seconds = 0 }, again!.Line() with { Seconds = 0 });
        Assert.Contains("demo-seed3", LearningPicture.Draw(watch.Training.RunName, watch.Points), StringComparison.Ordinal);
    }

    private static Task FollowAsync(TrainWatch watch) => TrainDisplay.FollowAsync(
        TextWriter.Null, TextWriter.Null, isQuiet: true, watch, TimeProvider.System, () => Task.CompletedTask, default);
}
