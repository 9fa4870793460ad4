using CuaRl.Silo.Loop;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>A driver that stood still may do on its way out what the one that took over is about to do.</summary>
public sealed class LoopRecordTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private LoopService? _service;

    private LoopService Service => _service!;

    public async Task InitializeAsync() => _service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("loop-record"));

    public async Task DisposeAsync() => await Service.DisposeAsync();

    [PostgresFact]
    public async Task Complete_OfWhatAnotherDriverHasJustCompletedOtherwise_TakesWhatIsStored()
    {
        var record = await BeginAsync("completed-twice");
        var started = await record.StartEvaluationAsync(SourceType.Baseline, 0, "session-2/first", default);
        var grain = Service.Grains.GetBatch(started.Batch.Id);
        var stored = await grain.Complete(new BatchResult { Metrics = JsonText.Parse("""{"by":1}""") });

        await record.CompleteEvaluationAsync(started.Batch, new Dictionary<string, double> { ["by"] = 2 }, default);
        await record.SubstepAsync(started.Batch, 1, of: 2, default);

        Assert.Equal(stored.Result, (await grain.Describe()).Result);
    }

    [PostgresFact]
    public async Task Complete_OfABatchThatWasCancelled_IsRefused()
    {
        var record = await BeginAsync("cancelled");
        var started = await record.StartEvaluationAsync(SourceType.Baseline, 0, "session-2/first", default);
        await Service.Grains.GetBatch(started.Batch.Id).Cancel();

        await Assert.ThrowsAsync<InvalidTransitionException>(
            () => record.CompleteEvaluationAsync(started.Batch, new Dictionary<string, double>(), default));
    }

    /// <summary>What the loop says of a training that it does not drive, so that nobody else does.</summary>
    private async Task<LoopRecord> BeginAsync(string name)
    {
        var training = await Service.Grains.GetTrainingCatalog().Start(new TrainingDefinition { RunName = name, ModelName = "m" });
        var loop = Service.Grains.GetTrainingLoop(training.Id);
        var patience = new Patience(TimeProvider.System, NullLogger<Patience>.Instance);
        var driver = new Driver(loop, await loop.Acquire("test", TimeSpan.FromMinutes(1)), patience);
        var record = new LoopRecord(training, ShortTraining.Settings(), driver, Service.Grains, patience);
        await record.BeginAsync(steps: 1, evalTasks: 1, default);
        return record;
    }
}
