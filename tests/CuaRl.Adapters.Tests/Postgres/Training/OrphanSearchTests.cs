using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class OrphanSearchTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Find_WholeThenWithoutEachWhole_NamesThePartsThatAreLeft()
    {
        var stored = new StoredTrainings(database);
        var training = await stored.AddTrainingAsync("orphans");
        var batch = await stored.AddBatchAsync(training);
        var group = await stored.AddGroupAsync(batch);
        var rollout = await stored.AddRolloutAsync(group);
        await stored.AddRunAsync(rollout, 0);
        await database.ExecuteAsync(
            $"""
            INSERT INTO annotation (service_id, id, kind, number, tag, created_at)
            VALUES ('svc', gen_random_uuid(), 'rollout', {rollout["number"]}, 'tag', now());
            INSERT INTO task (task_id, name, description, created_at, updated_at, service_id)
            VALUES ('orphaned', 'n', 'd', now(), now(), 'svc');
            INSERT INTO validator (task_id, validator_type, created_at, service_id)
            SELECT id, 'state', now(), 'svc' FROM task WHERE task_id = 'orphaned';
            INSERT INTO reward_layer VALUES ('svc', '{training["id"]}', 'layer', 'f', 1, now());
            """);
        await using var sources = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        var search = new OrphanSearch(sources);
        Assert.Empty(await search.FindAsync(default));
        Assert.All(
            await new ReadModelTables(sources).VerifyAsync(default),
            // The run was written without a record, and of some kinds there are none.
            table => Assert.Equal(
                (table.Table != "run", table.Table is "simulation" or "device_record" or "device_pool_record" ? 0 : 1),
                (table.IsEqual, table.Rows)));

        // What no grain does: behind the triggers.
        await database.ExecuteAsync(
            """
            UPDATE training_record SET id = gen_random_uuid();
            UPDATE batch_record SET id = gen_random_uuid();
            UPDATE group_record SET id = gen_random_uuid();
            DELETE FROM run;
            UPDATE annotation SET number = 1;
            DELETE FROM task WHERE task_id = 'orphaned';
            """);
        var found = await search.FindAsync(default);

        Assert.Equal(
            [
                "batches without a training", "groups without a batch", "rollouts without a group", "attempts without a run",
                "annotations without a record", "status changes without a record", "validators without a task",
                "reward layers without a training",
            ],
            found.Select(some => some.What));
        // Each record was created once, and those of the training, the batch and the group have lost theirs.
        Assert.All(
            found,
            some => Assert.Equal(
                (some.What == "status changes without a record" ? 3L : 1L, some.Rows), (some.Rows, (long)some.Examples.Count)));
        Assert.Equal([$"{rollout["id"]} attempt 1"], found[3].Examples);
    }
}
