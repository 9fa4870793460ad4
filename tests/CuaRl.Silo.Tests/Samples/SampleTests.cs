using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Samples;

public sealed class SampleTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task BranchSample_InProcess_DivergesAtTheBranchPoint()
    {
        await using var service = await StartAsync();

        var comparison = await BranchSample.RunAsync(service.Grains);

        Assert.Equal((2, 0, 1), (comparison.SharedCount, comparison.Run1UniqueCount, comparison.Run2UniqueCount));
        Assert.Equal(1, comparison.DivergencePoint?.Step);
    }

    [PostgresFact]
    public async Task TrainingSample_InProcess_GoesOnAfterTheCheckpoint()
    {
        await using var service = await StartAsync();

        var training = await TrainingSample.RunAsync(service.Grains);

        Assert.Equal((TrainingStatus.Initializing, 1, "weights/000000"), (training.Status, training.StartStep, training.CheckpointPath));
        var step = Assert.Single(await service.Grains.GetTrainingCatalog().ListBatches(training.Id));
        Assert.Equal((0.5, 1, 1.0), (step.Statistics!.RewardMean, step.Statistics.SuccessCount, step.Statistics.AverageTurns));
        Assert.Equal(100, step.Progress.Percent);
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        ServiceSettings.From(
            "http://127.0.0.1:0", TestFolders.Create("sample"), DatabaseUrl.From(database.ConnectionString), _ => null, LogLevel.Warning),
        CancellationToken.None);
}
