using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class TrainingIndexTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task FindStatus_FollowsTheRecordAndKnowsADeletion()
    {
        var training = await _stored.AddTrainingAsync("status", "initializing");
        var id = StoredTrainings.IdOf(training);
        Assert.Equal((TrainingStatus.Initializing, false), await _stored.Index.FindStatusAsync(id, default));

        training["status"] = "cancelled";
        training["deleting"] = true;
        await _stored.WriteAsync("training", training);
        Assert.Equal((TrainingStatus.Cancelled, true), await _stored.Index.FindStatusAsync(id, default));

        await _stored.ClearAsync("training", training);
        Assert.Null(await _stored.Index.FindStatusAsync(id, default));
    }

    [PostgresFact]
    public async Task Tally_RolloutsInEveryState_CountsTurnsAsTheOriginal()
    {
        var training = await _stored.AddTrainingAsync("tally");
        var batch = await _stored.AddBatchAsync(training);
        var group = await _stored.AddGroupAsync(batch, rollouts: 6);
        var empty = await _stored.AddGroupAsync(batch, place: 1);
        string[] states = ["completed", "failed", "cancelled", "running", "pending"];
        long[] heads = [5, 25, 0, 3, -1];
        for (var i = 0; i < states.Length; i++)
        {
            var rollout = await _stored.AddRolloutAsync(group, i, states[i]);
            rollout["rollout_time"] = i == 0 ? 50.5 : null;
            await _stored.AddRunAsync(rollout, heads[i]);
            await _stored.WriteAsync("rollout", rollout);
        }

        var tallies = await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), null, null, default);

        var (batchId, groupId) = (StoredTrainings.IdOf(batch), StoredTrainings.IdOf(group));
        // Done 5, 20 of 25, 0, 3, 0; expected 5, 20 and three times the limit.
        Assert.Equal(
            [
                new GroupTally(batchId, groupId, 6, 5, 3, 1, 28, 85, 20, 50.5, 5),
                new GroupTally(batchId, StoredTrainings.IdOf(empty), 2, 0, 0, 0, 0, 0, 20, 0, 0),
            ],
            tallies);
        Assert.Equal(tallies, await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), batchId, null, default));
        Assert.Equal([tallies[0]], await _stored.Index.TallyAsync(StoredTrainings.IdOf(training), null, groupId, default));
        Assert.Empty(await _stored.Index.TallyAsync(Guid.Empty, null, null, default));
    }
}
