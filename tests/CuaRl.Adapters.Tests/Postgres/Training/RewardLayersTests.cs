using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class RewardLayersTests : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly PostgresDatabase _database;
    private readonly StoredTrainings _stored;
    private readonly RewardLayers _layers;

    public RewardLayersTests(PostgresDatabase database)
    {
        _database = database;
        _stored = new StoredTrainings(database);
        _layers = new RewardLayers(database.Source, _stored.Gate, StoredTrainings.Service, TimeProvider.System);
    }

    [PostgresFact]
    public async Task Replace_ALayer_StandsBesideTheRecordedRewardsAndGoesWithTheTraining()
    {
        var training = await _stored.AddTrainingAsync("layers");
        var group = await _stored.AddGroupAsync(await _stored.AddBatchAsync(training));
        List<Guid> rollouts = [];
        foreach (var reward in new double?[] { 1, 0, null })
        {
            var rollout = await _stored.AddRolloutAsync(group, rollouts.Count, "completed");
            rollout["reward"] = reward;
            await _stored.WriteAsync("rollout", rollout);
            rollouts.Add(StoredTrainings.IdOf(rollout));
        }

        var id = StoredTrainings.IdOf(training);
        var layer = await _layers.ReplaceAsync(
            id, "b", "simple", 2, [(rollouts[0], 1), (rollouts[1], 0.5), (rollouts[2], 0.75)], Now, default);

        Assert.Equal(("b", "simple", 2, 3L, 2L), (layer.Name, layer.Function, layer.Version, layer.Rollouts, layer.Changed));
        Assert.Equal((0.75, 0.5), (layer.MeanReward!.Value, layer.MeanRecordedReward!.Value));
        var again = await _layers.ReplaceAsync(id, "b", "other", 1, [(rollouts[0], 1)], Now.AddDays(1), default);
        var empty = await _layers.ReplaceAsync(id, "a", "other", 1, [], Now, default);
        Assert.Equal((1L, 0L, "other", Now.AddDays(1)), (again.Rollouts, again.Changed, again.Function, again.ComputedAt));
        Assert.Equal((0L, 0L, null), (empty.Rollouts, empty.Changed, empty.MeanReward));
        Assert.Equal([empty, again], await _layers.ListAsync(id, default));

        await _stored.ClearAsync("training", training);
        Assert.Empty(await _layers.ListAsync(id, default));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM reward_layer_row"));
    }

    [PostgresFact]
    public async Task Replace_OfNoTraining_IsNotFound() => await Assert.ThrowsAsync<NotFoundException>(
        () => _layers.ReplaceAsync(Guid.CreateVersion7(), "a", "f", 1, [], Now, default));
}
