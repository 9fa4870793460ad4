using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>Rules of the original that the database applies, by golden numbers.</summary>
public sealed class OriginalRulesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    // Waiting, running in its 6th turn, completed after 4 in 30 s, completed after 8 without a time, failed after 10, given up in its 2nd.
    [PostgresFact]
    public async Task Tally_OfAGroup_CountsTurnsAndTheTimeOfTheCompletedThatHaveOne()
    {
        var training = await _stored.AddTrainingAsync("rules of turns");
        var group = await _stored.AddGroupAsync(await _stored.AddBatchAsync(training), rollouts: 6);
        (string Status, long Head, int? Turns, double? Seconds)[] rollouts =
        [
            ("pending", -1, null, null), ("running", 6, null, null), ("completed", 4, 4, 30), ("completed", 8, 8, null),
            ("failed", 10, 10, 500), ("cancelled", 2, null, null),
        ];
        foreach (var (place, (status, head, turns, seconds)) in rollouts.Index())
        {
            var rollout = await _stored.AddRolloutAsync(group, place, status);
            rollout["num_turns"] = turns;
            rollout["rollout_time"] = seconds;
            await _stored.AddRunAsync(rollout, head);
            await _stored.WriteAsync("rollout", rollout);
        }

        var tally = Assert.Single(await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), null, null, default));

        Assert.Equal(
            new GroupTally(
                tally.BatchId, StoredTrainings.IdOf(group), Declared: 6, Rollouts: 6, Completed: 2, Turns: 30, Expected: 64,
                Limit: 20, TimedSeconds: 30, TimedTurns: 4),
            tally);
    }

    [PostgresFact]
    public async Task ResumePoint_OfSteps_IsTheLatestCompletedWithACheckpoint()
    {
        var training = await _stored.AddTrainingAsync("rules of resumption");
        Assert.Null(await ResumePointAsync());
        await AddStepAsync(0, "completed", null);
        await AddStepAsync(1, "training", "b");
        Assert.Null(await ResumePointAsync());
        await AddStepAsync(20, "completed", "c");
        await AddStepAsync(10, "completed", "b");
        await AddStepAsync(21, "completed", null);
        await AddStepAsync(30, "failed", "d");
        await AddStepAsync(40, "completed", "e", "eval");

        Assert.Equal((20, "c"), await ResumePointAsync());

        Task<(int Step, string CheckpointPath)?> ResumePointAsync() =>
            _stored.Index.FindResumePointAsync(StoredTrainings.IdOf(training), default);

        async Task AddStepAsync(int step, string status, string? checkpoint, string source = "step")
        {
            var batch = await _stored.AddBatchAsync(training, source, step);
            batch["status"] = status;
            batch["checkpoint_path"] = checkpoint;
            await _stored.WriteAsync("batch", batch);
        }
    }
}
