using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class PartPagesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task Pages_OfBatchesOfOneInstantAndOfGroups_LeaveNoneOutAndRepeatNone()
    {
        var training = await _stored.AddTrainingAsync("pages");
        var first = await _stored.AddBatchAsync(training);
        foreach (var place in Enumerable.Range(0, 5))
        {
            await _stored.AddBatchAsync(training, step: place + 2);
            await _stored.AddGroupAsync(first, 4 - place);
        }

        var (batches, groups) = (new List<string>(), new List<int>());
        string? after = null;
        do
        {
            var page = await _stored.Index.PageBatchesAsync(
                new BatchQuery { TrainingId = (string)training["id"]!, SourceType = SourceType.Step, After = after, Limit = 2 }, default);
            batches.AddRange(page.Items.Select(batch => batch.Id));
            after = page.Next;
        }
        while (after is not null);

        do
        {
            var page = await _stored.Index.PageGroupsAsync(
                new GroupQuery { BatchId = (string)first["id"]!, After = after, Limit = 2 }, default);
            groups.AddRange(page.Items.Select(group => group.Definition.Request.GroupNumber));
            after = page.Next;
        }
        while (after is not null);

        var all = await _stored.Index.ListBatchesAsync(StoredTrainings.IdOf(training), null, default);
        Assert.Equal(6, all.Count);
        Assert.Equal(all.Select(batch => batch.Id), batches);
        Assert.Equal([0, 1, 2, 3, 4], groups);
    }
}
