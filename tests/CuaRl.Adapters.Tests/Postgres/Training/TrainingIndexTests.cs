using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class TrainingIndexTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task FindStatus_FollowsTheRecordAndKnowsADeletion()
    {
        var training = await _stored.AddTrainingAsync("status", "initializing");
        var (id, number) = (StoredTrainings.IdOf(training), (long)training["number"]!);
        Assert.Equal((number, TrainingStatus.Initializing, false), await _stored.Index.FindStatusAsync(id, default));

        training["status"] = "cancelled";
        training["deleting"] = true;
        await _stored.WriteAsync("training", training);
        Assert.Equal((number, TrainingStatus.Cancelled, true), await _stored.Index.FindStatusAsync(id, default));

        await _stored.ClearAsync("training", training);
        Assert.Null(await _stored.Index.FindStatusAsync(id, default));
    }

    [PostgresFact]
    public async Task Unreached_IsWhatTheRecordAboveDemandsAndThoseBelowAreNotYet()
    {
        var training = await _stored.AddTrainingAsync("sweep");
        var id = StoredTrainings.IdOf(training);
        var batch = await _stored.AddBatchAsync(training);
        var group = await _stored.AddGroupAsync(batch);
        var paused = await _stored.AddRolloutAsync(group, 0, "running");
        paused["paused"] = true;
        await _stored.WriteAsync("rollout", paused);
        var going = await _stored.AddRolloutAsync(group, 1, "running");
        var ended = await _stored.AddRolloutAsync(group, 2, "completed");
        (RecordKind Kind, Guid Id)[] parts =
        [
            (RecordKind.Rollout, StoredTrainings.IdOf(paused)), (RecordKind.Rollout, StoredTrainings.IdOf(going)),
            (RecordKind.Rollout, StoredTrainings.IdOf(ended)), (RecordKind.Group, StoredTrainings.IdOf(group)),
            (RecordKind.Step, StoredTrainings.IdOf(batch)),
        ];

        Assert.Equal([parts[0]], await UnreachedAsync(SweepGoal.Going));
        Assert.Equal([parts[1]], await UnreachedAsync(SweepGoal.Paused));
        Assert.Equal(parts.Where(part => part != parts[2]).ToHashSet(), (await UnreachedAsync(SweepGoal.Ended)).ToHashSet());
        var all = await UnreachedAsync(SweepGoal.Deleted);
        Assert.Equal(parts.ToHashSet(), all.ToHashSet());
        Assert.Equal(parts.Select(part => part.Kind), all.Select(part => part.Kind));
        Assert.Equal(5, await _stored.Index.CountUnreachedAsync(id, SweepGoal.Deleted, default));
        Assert.Equal(2, (await _stored.Index.ListUnreachedAsync(id, SweepGoal.Deleted, 2, default)).Count);

        // It runs and one of its rollouts is paused: a resume that broke off.
        Assert.Contains(id, await _stored.Index.ListUnsweptAsync(default));
        await _stored.ClearAsync("rollout", paused);
        Assert.DoesNotContain(id, await _stored.Index.ListUnsweptAsync(default));
        foreach (var status in (string[])["paused", "cancelled"])
        {
            training["status"] = status;
            await _stored.WriteAsync("training", training);
            Assert.Contains(id, await _stored.Index.ListUnsweptAsync(default));
        }

        training["status"] = "completed";
        await _stored.WriteAsync("training", training);
        Assert.DoesNotContain(id, await _stored.Index.ListUnsweptAsync(default));
        training["deleting"] = true;
        await _stored.WriteAsync("training", training);
        Assert.Contains(id, await _stored.Index.ListUnsweptAsync(default));

        async Task<IReadOnlyList<(RecordKind Kind, Guid Id)>> UnreachedAsync(SweepGoal goal) =>
            await _stored.Index.ListUnreachedAsync(id, goal, 100, default);
    }

    [PostgresFact]
    public async Task ReadFacts_OfARolloutThatWentOnFromAnother_SaysSo()
    {
        var training = await _stored.AddTrainingAsync("siblings");
        var group = await _stored.AddGroupAsync(await _stored.AddBatchAsync(training));
        await _stored.AddRolloutAsync(group);
        var sibling = await _stored.AddRolloutAsync(group, 1);
        (sibling["branch_env_index"], sibling["branch_attempt"], sibling["branch_turn"]) = (0, 1, 2);
        await _stored.ClearAsync("rollout", sibling);
        await _stored.WriteAsync("rollout", sibling);

        List<bool> branches = [];
        await foreach (var fact in _stored.Index.ReadFactsAsync(StoredTrainings.IdOf(training), null, null, default))
        {
            branches.Add(fact.IsBranch);
        }

        Assert.Equal([false, true], branches);
    }

    [PostgresFact]
    public async Task Tally_RolloutsInEveryState_CountsTurnsAsTheOriginal()
    {
        var training = await _stored.AddTrainingAsync("tally");
        var batch = await _stored.AddBatchAsync(training);
        var group = await _stored.AddGroupAsync(batch, rollouts: 6);
        var empty = await _stored.AddGroupAsync(batch, place: 1);
        string[] states = ["completed", "failed", "cancelled", "running", "pending", "completed"];
        long[] heads = [5, 25, 0, 3, -1, 0];
        for (var i = 0; i < states.Length; i++)
        {
            var rollout = await _stored.AddRolloutAsync(group, i, states[i]);
            rollout["rollout_time"] = states[i] == "completed" ? 50.5 : null;
            await _stored.AddRunAsync(rollout, heads[i]);
            await _stored.WriteAsync("rollout", rollout);
        }

        var tallies = await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), null, null, default);

        var (batchId, groupId) = (StoredTrainings.IdOf(batch), StoredTrainings.IdOf(group));
        // Done 5, 20 of 25, 0, 3, 0, 0; expected 5, 20 and four times the limit; the time of the one that took turns.
        Assert.Equal(
            [
                new GroupTally(batchId, groupId, 6, 6, 2, 28, 105, 20, 50.5, 5),
                new GroupTally(batchId, StoredTrainings.IdOf(empty), 2, 0, 0, 0, 0, 20, 0, 0),
            ],
            tallies);
        Assert.Equal(tallies, await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), batchId, null, default));
        Assert.Equal([tallies[0]], await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), null, groupId, default));
        Assert.Empty(await _stored.Index.TallyAsync(Guid.Empty, null, null, default));
    }

    // A plan that pairs all groups with all rollouts would read each of them hundreds of times.
    [PostgresFact]
    public async Task Tally_OfTablesThatGrewSinceItsPlanWasMade_ReadsEachRolloutOnce()
    {
        var fresh = new PostgresDatabase();
        await fresh.InitializeAsync();
        try
        {
            await fresh.ExecuteAsync(
                """
                ALTER TABLE group_record SET (autovacuum_enabled = false);
                ALTER TABLE rollout_record SET (autovacuum_enabled = false)
                """);
            var index = new StoredTrainings(fresh).Index;
            var training = Guid.NewGuid();
            for (var calls = 0; calls < 10; calls++)
            {
                Assert.Empty(await index.TallyAsync(training, null, null, default));
            }

            await fresh.ExecuteAsync(
                $"""
                INSERT INTO group_record (service_id, id, number, training_id, source_type, step, batch_id, group_num, num_rollouts,
                  max_turns)
                SELECT '{StoredTrainings.Service}', md5('g' || g)::uuid, g, '{training}', 'step', 0, md5('b')::uuid, g, 8, 20
                FROM generate_series(0, 499) g;
                INSERT INTO rollout_record (service_id, id, number, training_id, group_number, status, num_turns, max_turns)
                SELECT '{StoredTrainings.Service}', md5('r' || r)::uuid, r, '{training}', r / 8, 'completed', 3, 20
                FROM generate_series(0, 3999) r
                """);
            var before = await ReadAsync(fresh, atLeast: 0);
            var tallies = await index.TallyAsync(training, null, null, default);

            Assert.Equal(500, tallies.Count);
            Assert.All(tallies, tally => Assert.Equal((8, 24L), (tally.Completed, tally.Turns)));
            Assert.InRange(await ReadAsync(fresh, before + 4_000) - before, 4_000, 8_000);
        }
        finally
        {
            await fresh.DisposeAsync();
        }
    }

    /// <summary>Rows of rollouts that were read, by whatever way, once they are that many.</summary>
    private static async Task<long> ReadAsync(PostgresDatabase fresh, long atLeast)
    {
        long read = 0;
        await Eventually.HoldsAsync("the counters are flushed", async () =>
        {
            await fresh.ExecuteAsync("SELECT pg_stat_force_next_flush()");
            read = await fresh.ScalarAsync<long>(
                "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'rollout_record'");
            return read >= atLeast;
        });
        return read;
    }
}
