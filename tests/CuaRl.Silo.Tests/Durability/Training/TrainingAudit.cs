using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Policies;
using CuaRl.Silo.Loop;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Training;

/// <summary>What must hold of a completed training, whatever happened to it: read from the rows, the files and the service.</summary>
internal sealed class TrainingAudit(PostgresDatabase database, string training)
{
    private const int HashLength = sizeof(ulong);
    private const int BaselineStep = -1;

    /// <summary>Steps 0 to n-1 are completed, once each, and of each it is stored what it was trained on.</summary>
    public async Task AssertStepsAsync(int steps)
    {
        var completed = await database.ScalarAsync<int[]>($"SELECT array_agg(step ORDER BY step) FROM {Steps("status = 'completed'")}");
        Assert.Equal(Enumerable.Range(0, steps), completed);
        Assert.Equal(steps, await CountAsync(Steps("true")));
        Assert.Equal(steps, await CountAsync("""
            orleansstorage WHERE convert_from(payloadbinary, 'UTF8')::json ->> 'trained_on' IS NOT NULL
            """));
    }

    /// <summary>In each saved state the optimizer took one step for each step of the training that there was something to learn from.</summary>
    public async Task AssertOptimizerStepsAsync(string checkpoints, int steps, int saveEvery)
    {
        var weights = Path.Combine(checkpoints, training, "weights");
        var first = OptimizerSteps(Path.Combine(weights, "warm_start"));
        for (var done = saveEvery; done <= steps; done += saveEvery)
        {
            var learnt = await CountAsync(Steps($"loss IS NOT NULL AND step < {done.ToString(CultureInfo.InvariantCulture)}"));
            Assert.Equal(first + learnt, OptimizerSteps(Path.Combine(weights, LoopNames.OfStep(done))));
        }

        Assert.NotEqual(0, await CountAsync(Steps("policy_gradient_norm > 0")));
    }

    /// <summary>Each group has all its rollouts, and each of them was completed or says why not.</summary>
    public async Task AssertGroupsAsync()
    {
        Assert.Equal(0, await CountAsync($"group_record WHERE training_id = '{training}' AND status NOT IN ('completed', 'failed')"));
        Assert.Equal(0, await CountAsync($"""
            batch_record b WHERE training_id = '{training}'
            AND num_groups <> (SELECT count(*) FROM group_record g WHERE g.batch_id = b.id)
            """));
        Assert.Equal(0, await CountAsync($"""
            group_record g WHERE training_id = '{training}' AND num_rollouts <> (SELECT count(*) FROM rollout_record r
              WHERE r.group_id = g.id AND (r.status = 'completed' OR r.status = 'failed' AND r.error_kind IS NOT NULL))
            """));
    }

    /// <summary>Each attempt is over, and each that was lost says to what.</summary>
    public async Task AssertAttemptsAsync()
    {
        Assert.Equal(0, await CountAsync($"""
            environment WHERE training_uuid = '{training}' AND attempt_status <> 'completed'
            AND (attempt_status <> 'infra_failed' OR attempt_error_kind IS NULL OR attempt_error IS NULL)
            """));
        Assert.NotEqual(0, await CountAsync($"environment WHERE training_uuid = '{training}' AND attempt_error_kind = 'driver_lost'"));
        Assert.Equal(0, await CountAsync($"rollout_record WHERE training_id = '{training}' AND status <> 'completed' AND reward IS NOT NULL"));
    }

    /// <summary>No device is held any more, none was held twice at once, and there are no boxes but those of devices.</summary>
    public async Task AssertDevicesAsync(LoopService service)
    {
        await service.NoLeaseIsLeftAsync();
        Assert.Equal(0, await CountAsync("device_lease WHERE ended_at IS NULL OR ended IS NULL"));
        Assert.Equal(0, await CountAsync("device_lease_overlap"));
        var pool = service.Grains.GetDevicePool(LoopService.Pool);
        await pool.Reconcile();

        // Simulated boxes ended with their silo: what reconciliation closed is sick until it is made anew.
        var after = await Eventually.GivesAsync(
            "a pool without sick devices", async () => await pool.Describe() is { Sick: 0 } well ? well : null);
        Assert.Equal((0, 0, 0, 0L), (after.Leased, after.Waiting, after.Sick, after.Leaked));
        Assert.Equal(after.Idle, await CountAsync("device_record WHERE status = 'running'"));
    }

    /// <summary>metrics.jsonl has a line for the warm start and one for each step.</summary>
    public async Task AssertMetricsAsync(LoopService service, int steps)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        var lines = (await http.GetStringAsync($"/api/v1/trainings/{training}/metrics.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Enumerable.Range(BaselineStep, steps + 1),
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32()));
        Assert.All(lines.Skip(1), line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("env/all/total_ac_tokens").GetDouble() > 0, line));
    }

    /// <summary>What was taken again followed from the last saved state, on a session of its own each time.</summary>
    /// <returns>What there was.</returns>
    public async Task<string> AssertReplaysAsync(LoopService service, int saveEvery)
    {
        var replays = (await service.Grains.GetTrainingLoop(training).Describe()).Replays;
        Assert.NotEmpty(replays);
        Assert.Equal(replays.Length, replays.Select(replay => replay.SessionId).Distinct().Count());
        Assert.All(replays, replay =>
        {
            Assert.Equal(0, replay.FromStep % saveEvery);
            Assert.InRange(replay.ToStep - replay.FromStep, 1, saveEvery);
            Assert.EndsWith(
                replay.FromStep == 0 ? "/weights/warm_start" : $"/weights/{LoopNames.OfStep(replay.FromStep)}", replay.StatePath,
                StringComparison.Ordinal);
        });
        Assert.Equal(replays.Select(replay => replay.ToStep).Order(), replays.Select(replay => replay.ToStep));
        return $"{replays.Length} times {replays.Sum(replay => replay.ToStep - replay.FromStep)} steps in all were taken again";
    }

    private static long OptimizerSteps(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return PolicyCheckpoint.Read(bytes.AsSpan(0, bytes.Length - HashLength), PolicyModels.Find(PolicyModels.Linear)).Optimizer!.Steps;
    }

    private string Steps(string where) => $"batch_record WHERE training_id = '{training}' AND source_type = 'step' AND {where}";

    private Task<long> CountAsync(string what) => database.ScalarAsync<long>($"SELECT count(*) FROM {what}");
}
