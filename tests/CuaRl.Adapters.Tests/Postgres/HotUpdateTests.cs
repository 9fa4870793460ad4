using System.Text.Json.Nodes;
using CuaRl.Adapters.Tests.Postgres.Training;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres;

/// <remarks>
/// Old versions of a row leave their page once no transaction of the server may see them, in whichever database it runs. So
/// these run while no other test does.
/// </remarks>
[CollectionDefinition(Name, DisableParallelization = true)]
[Collection(Name)]
public sealed class HotUpdateTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Name = "Nothing beside it";

    [PostgresFact]
    public async Task Write_ManyUpdates_AreHotUpdates()
    {
        var storage = new StorageQueries(database);

        // A vacuum that happens to run keeps the old versions that it can see, and so their pages full.
        await database.ExecuteAsync("ALTER TABLE orleansstorage SET (autovacuum_enabled = false)");
        var keys = Enumerable.Range(0, 50).Select(n => Key.Text($"z:{n}") with { Type = "hot" }).ToArray();
        foreach (var key in keys)
        {
            await storage.WriteAsync(key, null, new byte[600]);
        }

        var payload = new byte[600];
        for (var version = 1; version <= 20; version++)
        {
            foreach (var key in keys)
            {
                await storage.WriteAsync(key, version, payload);
            }
        }

        var share = await ShareAsync("orleansstorage", 1000);
        Assert.True(share > 0.9, $"Only {share:P0} of the updates stayed in their page.");
    }

    // Its indexes hold nothing that changes: what lists are filtered by is in a narrow table beside it.
    [PostgresFact]
    public async Task Write_RolloutsThatEnd_UpdateTheirRowsInTheirPages()
    {
        await database.ExecuteAsync("ALTER TABLE rollout_record SET (autovacuum_enabled = false)");
        var stored = new StoredTrainings(database);
        var group = await stored.AddGroupAsync(await stored.AddBatchAsync(await stored.AddTrainingAsync("hot")));
        List<JsonObject> rollouts = [];
        for (var i = 0; i < 200; i++)
        {
            rollouts.Add(await stored.AddRolloutAsync(group, i, "running"));
        }

        foreach (var rollout in rollouts)
        {
            rollout["status"] = "completed";
            rollout["error_kind"] = "none";
            rollout["reward"] = 0.5;
            rollout["start_time"] = "2026-11-21T13:00:00+00:00";
            rollout["end_time"] = "2026-11-21T13:00:00+00:00";
            rollout["finish_message"] = "The switch is on now.";
            await stored.WriteAsync("rollout", rollout);
        }

        var share = await ShareAsync("rollout_record", rollouts.Count);
        Assert.True(share >= 0.9, $"Only {share:P0} of the updates stayed in their page.");
    }

    private async Task<double> ShareAsync(string table, int updates)
    {
        await Eventually.HoldsAsync("the counters are flushed", async () =>
        {
            await database.ExecuteAsync("SELECT pg_stat_force_next_flush()");
            return await database.ScalarAsync<long>(
                $"SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = '{table}'") >= updates;
        });
        return await database.ScalarAsync<double>(
            $"SELECT n_tup_hot_upd::float8 / n_tup_upd FROM pg_stat_user_tables WHERE relname = '{table}'");
    }
}
