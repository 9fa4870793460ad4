using System.Diagnostics;
using CuaRl.Silo.Tests.Cluster.Recording;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>A training that is recorded through a client of three silos, one of which is killed and another joins.</summary>
public sealed class RecordClusterTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Some = 6;

    private static readonly Comparer<(StateId Id, string Shown)> ByState =
        Comparer<(StateId Id, string Shown)>.Create((a, b) => string.CompareOrdinal(a.Id.ToString(), b.Id.ToString()));

    [PostgresFact]
    public async Task Kill_OfOneSiloWhileATrainingIsRecorded_KeepsEachStateOnceAndEverySiloTellsTheSame()
    {
        await using var cluster = new SiloCluster("--database", DatabaseUrl.From(database.ConnectionString));
        await cluster.StartAsync();
        using var host = await ClusterClientSample.ConnectAsync(database.ConnectionString);
        var grains = host.Services.GetRequiredService<IClusterClient>();
        var record = await RecordedTraining.StartAsync(grains);
        var pace = new Pace();
        TurnRecorder[] turns = [.. record.Rollouts.Select(rollout => new TurnRecorder(rollout, pace))];
        Recorder[] all = [.. turns, .. await RunsAsync(grains, 2, pace)];
        pace.Join(all);
        var started = Stopwatch.GetTimestamp();
        foreach (var recorder in all)
        {
            recorder.Start();
        }

        await MoreAsync(all);
        await cluster.KillAsync(cluster.Silos[2]);
        var killed = Stopwatch.GetElapsedTime(started);
        await MoreAsync(all);
        pace.Lift();
        var paused = await Persistent.CallAsync("pause", () => record.Training.Pause("operator"));
        await Eventually.HoldsAsync("every rollout is held", () => Task.FromResult(turns.All(recorder => recorder.Held > 0)));
        await cluster.StartOneAsync();
        var resumed = await Persistent.CallAsync("resume", () => record.Training.Resume("operator"));
        await MoreAsync(all);
        await Task.WhenAll(all.Select(recorder => recorder.FinishAsync()));
        output.WriteLine(
            $"{all.Sum(recorder => recorder.Count)} states in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, "
            + $"killed after {killed.TotalSeconds:0.0} s");
        Assert.Equal((TrainingStatus.Paused, TrainingStatus.Running), (paused.Status, resumed.Status));

        await EndAsync(record, turns);
        await AssertStoredAsync(database.Source, all);
        await AssertRefusalsAsync(grains, record);
        await AssertTheSameAsync(cluster, record);
        await host.StopAsync();
    }

    private static async Task<IEnumerable<Recorder>> RunsAsync(IGrainFactory grains, int count, Pace pace)
    {
        const string Simulation = "runs";
        await grains.GetSimulation(Simulation).Create(new SimulationDefinition
        {
            Name = Simulation,
            EnvironmentName = "CartPole-v1",
            AgentType = "DQN",
            AgentConfig = JsonText.EmptyObject,
        });
        List<Recorder> recorders = [];
        for (var i = 0; i < count; i++)
        {
            var run = await grains.GetStateTree(Simulation).CreateRun(new RunRequest { Name = $"run {i}" });
            recorders.Add(new RunRecorder(grains, run.Id, pace));
        }

        return recorders;
    }

    private static Task MoreAsync(Recorder[] all)
    {
        var wanted = all.Select(recorder => recorder.Count + Some).ToArray();
        return Eventually.HoldsAsync(
            "every recorder goes on", () => Task.FromResult(all.Zip(wanted, (recorder, count) => recorder.Count >= count).All(met => met)));
    }

    /// <summary>The step is completed, with one rollout failed; of the evaluation one rollout is left open.</summary>
    private static async Task EndAsync(RecordedTraining record, TurnRecorder[] turns)
    {
        foreach (var i in new[] { 0, 1, 2, 4 })
        {
            var ended = await record.Rollouts[i].Complete(Outcome(success: i == 0));
            Assert.Equal((RolloutStatus.Completed, turns[i].Count - 1), (ended.Status, ended.CurrentTurn));
        }

        await record.Rollouts[3].Fail("environment", "The device is gone.");
        var first = await record.Groups[0].Complete();
        var second = await record.Groups[1].Complete();
        var step = await record.Step.Complete(new BatchResult { Loss = 0.5, CheckpointPath = "tinker://state/0" });

        Assert.Equal((0.5, 2, 1), (first.Statistics!.RewardMean, first.Statistics.Count, second.Statistics!.Count));
        Assert.Equal((BatchStatus.Completed, 1.0 / 3), (step.Status, step.Statistics!.RewardMean!.Value));
    }

    private static async Task AssertStoredAsync(NpgsqlDataSource source, Recorder[] all)
    {
        // Every command was repeated until it was acknowledged, so what is stored is exactly that, each once.
        await using var command = source.CreateCommand(
            "SELECT run_id::text, step, convert_from(observation, 'UTF8')::json ->> 'text' FROM run_state");
        await using var reader = await command.ExecuteReaderAsync();
        List<(StateId Id, string Shown)> stored = [];
        while (await reader.ReadAsync())
        {
            stored.Add((new StateId(reader.GetString(0), reader.GetInt64(1)), reader.GetString(2)));
        }

        Assert.Equal(
            all.SelectMany(recorder => recorder.Acknowledged).Select(state => (state.Key, state.Value)).Order(ByState),
            stored.Order(ByState));
    }

    /// <summary>What the service refuses reaches a client outside of it as the error that it is, with its data.</summary>
    private static async Task AssertRefusalsAsync(IGrainFactory grains, RecordedTraining record)
    {
        var open = record.Rollouts[5];
        var again = await open.FailAttempt("environment", "The device is gone.");
        Assert.Equal((RolloutStatus.Pending, 2), (again.Status, again.Attempts.Length));
        var early = await Assert.ThrowsAsync<TurnOutOfOrderException>(() => open.RecordTurn(new TurnContent { Turn = 7 }));
        Assert.Equal((again.Id, 2, 7, 0), (early.RolloutId, early.Attempt, early.Turn, early.ExpectedTurn));
        var unfinished = await Assert.ThrowsAsync<UnfinishedException>(() => record.Groups[2].Complete());
        Assert.Equal(("group", 1), (unfinished.Kind, unfinished.Unfinished));
        var other = await Assert.ThrowsAsync<InvalidTransitionException>(() => record.Rollouts[0].Complete(Outcome(success: false)));
        Assert.Equal(("rollout", "completed", "completed"), (other.Kind, other.From, other.To));
        var taken = await Assert.ThrowsAsync<AlreadyExistsException>(
            () => record.Training.Start(new TrainingDefinition { RunName = RecordedTraining.Name, ModelName = "another" }));
        Assert.Equal(("training", record.Id), (taken.Kind, taken.ResourceId));

        var cancelled = await record.Training.Cancel("operator", "enough");
        Assert.Equal(TrainingStatus.Cancelled, cancelled.Status);
        var inactive = await Assert.ThrowsAsync<TrainingInactiveException>(() => record.Training.StartBatch(
            new BatchRequest { SourceType = SourceType.Step, Step = 1, ModelPath = "tinker://sampler/1", NumGroups = 1, GroupSize = 1 }));
        Assert.Equal((record.Id, TrainingStatus.Cancelled), (inactive.TrainingId, inactive.Status));
        var branch = await grains.GetRun((await record.Rollouts[0].Describe()).Attempts[0].RunId).BranchFrom(step: 1, "why");
        var needed = await Assert.ThrowsAsync<RunNeededException>(() => record.Training.Delete());
        Assert.Equal($"run {branch.Id}", Assert.Single(needed.NeededBy));
        Assert.Equal(RolloutStatus.Cancelled, (await open.Describe()).Status);
        Assert.Equal(GroupStatus.Cancelled, (await record.Groups[2].Describe()).Status);
        Assert.Equal(BatchStatus.Cancelled, (await record.Evaluation.Describe()).Status);
    }

    private async Task AssertTheSameAsync(SiloCluster cluster, RecordedTraining record)
    {
        var listed = await Eventually.GivesAsync("the killed silo is out", async () =>
            await Gateways.ListAsync(database.Source) is { } gateways && gateways.Count == cluster.Silos.Count ? gateways : null);
        await using var silos = await Gateways.ConnectAsync(listed);
        List<string> told = [];
        foreach (var silo in silos.Clients)
        {
            told.Add(await record.TellAsync(silo));
        }

        Assert.Equal(3, told.Count);
        Assert.Single(told.Distinct());
        Assert.Contains("The device is gone.", told[0], StringComparison.Ordinal);
    }

    private static RolloutOutcome Outcome(bool success) => new()
    {
        TaskCompleted = true,
        StopReason = "finish_success",
        Counters = new ActionCounters
        {
            NumTotalActions = 1,
            ConsecutiveRepeatedActions = 0,
            ParseErrors = 0,
            ToolNameErrors = 0,
            ToolArgumentErrors = 0,
            RuntimeErrors = 0,
        },
        Validation = new ValidationReport { Success = success },
    };
}
