using System.Text.Json.Nodes;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class TrainingLineageIndexTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task Ancestry_OfABranchOfABranch_IsTheFirstFirst_AndChildrenAreThoseOfThatTraining()
    {
        var root = await _stored.AddTrainingAsync("root");
        var child = await BranchAsync("child", root, step: 2);
        var grandchild = await BranchAsync("grandchild", child, step: 5);
        var late = await BranchAsync("late", root, step: 7, "2026-11-21T12:00:01+00:00");

        Assert.Equal(["root", "child", "grandchild"], Names(await _stored.Index.ListAncestryAsync(StoredTrainings.IdOf(grandchild), default)));
        Assert.Equal(["root"], Names(await _stored.Index.ListAncestryAsync(StoredTrainings.IdOf(root), default)));
        Assert.Empty(await _stored.Index.ListAncestryAsync(Guid.NewGuid(), default));
        Assert.Equal(["child", "late"], Names(await _stored.Index.ListChildrenAsync(StoredTrainings.IdOf(root), (long)root["number"]!, default)));
        Assert.Empty(await _stored.Index.ListChildrenAsync(StoredTrainings.IdOf(late), (long)late["number"]!, default));

        // Another training of the name, and so of the id, of one that was deleted is no relative.
        await _stored.ClearAsync("training", root);
        Assert.Equal(["child", "grandchild"], Names(await _stored.Index.ListAncestryAsync(StoredTrainings.IdOf(grandchild), default)));
        root["number"] = 1_000_000;
        await _stored.WriteAsync("training", root);
        Assert.Equal(["child"], Names(await _stored.Index.ListAncestryAsync(StoredTrainings.IdOf(child), default)));
        Assert.Empty(await _stored.Index.ListChildrenAsync(StoredTrainings.IdOf(root), 1_000_000, default));
    }

    [PostgresFact]
    public async Task Origin_OfABranch_IsReadAsItWasWritten()
    {
        var root = await _stored.AddTrainingAsync("origin-root");
        var branch = await BranchAsync("origin-branch", root, step: 2);
        branch["parent_model_path"] = "weights/3";
        branch["kl_reference_id"] = (string)root["id"]!;
        branch["kl_reference_path"] = "weights/0";
        await _stored.WriteAsync("training", branch);

        Assert.Equal(
            new TrainingOrigin
            {
                TrainingId = (string)root["id"]!,
                TrainingNumber = (long)root["number"]!,
                RunName = "origin-root",
                Step = 2,
                CheckpointPath = "states/3",
                ModelPath = "weights/3",
                KlReferenceTrainingId = (string)root["id"]!,
                KlReferencePath = "weights/0",
            },
            (await _stored.Index.FindAsync(StoredTrainings.IdOf(branch), default))!.Origin);
        Assert.Null((await _stored.Index.FindAsync(StoredTrainings.IdOf(root), default))!.Origin);
        Assert.Equal(
            $"{root["number"]}|2|states/3|{root["id"]}",
            await database.ScalarAsync<string>(
                $"SELECT concat_ws('|', parent_training_id, parent_step, parent_checkpoint_path, parent_uuid) FROM training WHERE uuid = '{branch["id"]}'"));
        await using var sources = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        await database.ExecuteAsync($"UPDATE training_record SET parent_step = 3 WHERE id = '{branch["id"]}'");
        Assert.False((await VerifyAsync(sources)).IsEqual);
        await new ReadModelTables(sources).RebuildAsync(default);
        Assert.True((await VerifyAsync(sources)).IsEqual);
    }

    [PostgresFact]
    public async Task Needing_AreBranchesWithoutAStateOfTheirOwnAndAllThatDrawToIt()
    {
        var root = await _stored.AddTrainingAsync("needed");
        var (id, number) = (StoredTrainings.IdOf(root), (long)root["number"]!);
        Assert.Empty(await _stored.Index.ListNeedingAsync(id, number, default));

        var branch = await BranchAsync("needing", root, step: 2);
        Assert.Equal(["needing"], await _stored.Index.ListNeedingAsync(id, number, default));
        Assert.Empty(await _stored.Index.ListNeedingAsync(id, number + 1, default)); // Another training that came to its name.

        // Neither a warm start nor a step that is not completed is a state to go on from.
        var warm = await _stored.AddBatchAsync(branch, "warm_start", 0);
        warm["status"] = "completed";
        warm["checkpoint_path"] = "states/warm";
        await _stored.WriteAsync("batch", warm);
        var step = await _stored.AddBatchAsync(branch, step: 3);
        step["checkpoint_path"] = "states/4";
        await _stored.WriteAsync("batch", step);
        Assert.Equal(["needing"], await _stored.Index.ListNeedingAsync(id, number, default));
        step["status"] = "completed";
        await _stored.WriteAsync("batch", step);
        Assert.Empty(await _stored.Index.ListNeedingAsync(id, number, default));

        var drawn = await BranchAsync("drawn", branch, step: 3);
        drawn["kl_reference_id"] = id.ToString();
        await _stored.WriteAsync("training", drawn);
        Assert.Equal(["drawn"], await _stored.Index.ListNeedingAsync(id, number, default));
        drawn["deleting"] = true;
        await _stored.WriteAsync("training", drawn);
        Assert.Empty(await _stored.Index.ListNeedingAsync(id, number, default));
    }

    private static IEnumerable<string> Names(IEnumerable<TrainingInfo> trainings) => trainings.Select(training => training.RunName);

    private static async Task<ReadModelComparison> VerifyAsync(PostgresSources sources) =>
        (await new ReadModelTables(sources).VerifyAsync(default)).Single(table => table.Table == "training_record");

    private async Task<JsonObject> BranchAsync(string name, JsonObject parent, int step, string createdAt = StoredTrainings.Began)
    {
        var branch = await _stored.AddTrainingAsync(name, createdAt: createdAt);
        branch["parent_id"] = (string)parent["id"]!;
        branch["parent_number"] = (long)parent["number"]!;
        branch["parent_run_name"] = (string)parent["run_name"]!;
        branch["parent_step"] = step;
        branch["parent_checkpoint_path"] = $"states/{step + 1}";
        await _stored.WriteAsync("training", branch);
        return branch;
    }
}
