using CuaRl.Adapters.Postgres.Live;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Live;

/// <summary>
/// Other tests write to the same server at the same time, which holds changes back: what must come is waited for, what must not
/// is proven by a transaction of our own that stays open.
/// </summary>
public sealed class LiveChangesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Service = "live";
    private const int Page = 7;

    private readonly Guid _training = Guid.Parse(new Adapters.Identity.Version7Ids(TimeProvider.System).NewId());

    private LiveChanges Changes => new(database.Source, Service, TimeProvider.System);

    [PostgresFact]
    public async Task Read_BehindATransactionUnderWay_HoldsLaterOnesBackAndTellsThemInOrder()
    {
        await AddTrainingAsync();
        var start = (await Changes.ReadAsync(_training, after: null, Page, default)).Next;
        await using var slow = await database.Source.OpenConnectionAsync();
        await using var open = await slow.BeginTransactionAsync();
        await AddEventAsync(slow, 1);
        await using (var quick = await database.Source.OpenConnectionAsync())
        {
            await AddEventAsync(quick, 2);
        }

        var before = await Changes.ReadAsync(_training, start, Page, default);
        Assert.Empty(before.Changes);
        await open.CommitAsync();

        Assert.Equal([1, 2], (await FollowAsync(before.Next, until: 2)).Select(change => change.Number));
        Assert.Equal([1, 2], (await FollowAsync(start, until: 2)).Select(change => change.Number));
    }

    [PostgresFact]
    public async Task Read_WhileManyWriteAndCommitOutOfOrder_TellsEachChangeOnce()
    {
        const int Writers = 8;
        const int Each = 40;
        await AddTrainingAsync();
        var start = (await Changes.ReadAsync(_training, after: null, Page, default)).Next;
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer, Each)).ToArray();

        var told = await FollowAsync(start, until: Writers * Each);

        await Task.WhenAll(writers);
        Assert.Equal(Enumerable.Range(0, Writers * Each).Select(i => (long?)i), told.Select(change => change.Number).Order());
        Assert.Equal(told.Select(change => change.Cursor).Order(), told.Select(change => change.Cursor));
        var again = await FollowAsync(start, until: Writers * Each);
        Assert.Equal(told.Select(change => change.Cursor), again.Select(change => change.Cursor));
    }

    [PostgresFact]
    public async Task Read_TurnsOfLiveRollouts_TellsTheLastTurnOfEachOnce()
    {
        await AddTrainingAsync();
        var (first, second, ended) = (await AddRolloutAsync(1), await AddRolloutAsync(2), await AddRolloutAsync(3, "completed"));
        var start = (await Changes.ReadAsync(_training, after: null, Page, default)).Next;
        await using (var connection = await database.Source.OpenConnectionAsync())
        await using (var together = await connection.BeginTransactionAsync())
        {
            await MoveAsync(connection, 4, first, second, ended);
            await together.CommitAsync();
        }

        var told = await FollowAsync(start, until: 2);
        Assert.Equal([("turn", 1, 4), ("turn", 2, 4)], told.Select(change => (change.Kind, (int)change.Number!, (int)change.Turn!)));

        // One who saw the first of the two only.
        Assert.Equal([2], (await FollowAsync(told[0].Cursor, until: 1)).Select(change => change.Number));
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            await MoveAsync(connection, 5, first);
        }

        Assert.Equal([(1, 5)], (await FollowAsync(told[1].Cursor, until: 1)).Select(change => ((int)change.Number!, (int)change.Turn!)));
    }

    [PostgresFact]
    public async Task Read_RecordOfARollout_TellsItsTurnToo()
    {
        await AddTrainingAsync();
        var start = (await Changes.ReadAsync(_training, after: null, Page, default)).Next;
        var run = await AddRolloutAsync(9, "completed");
        await using var connection = await database.Source.OpenConnectionAsync();
        await MoveAsync(connection, 6, run);
        await AddEventAsync(connection, 9, "rollout", run);

        var told = Assert.Single(await FollowAsync(start, until: 1));

        Assert.Equal(("rollout", 6, "completed"), (told.Kind, (int)told.Turn!, told.NewStatus));
    }

    [PostgresFact]
    public async Task Read_OfNoTraining_SaysSo()
    {
        var page = await Changes.ReadAsync(_training, after: null, Page, default);

        Assert.False(page.Exists);
        Assert.Empty(page.Changes);
    }

    private async Task<List<LiveChange>> FollowAsync(LiveCursor after, int until)
    {
        List<LiveChange> told = [];
        await Eventually.HoldsAsync($"{until} changes", async () =>
        {
            LivePage page;
            do
            {
                page = await Changes.ReadAsync(_training, after, Page, default);
                told.AddRange(page.Changes);
                Assert.True(page.Exists && page.Next >= after);
                after = page.Next;
            }
            while (page.HasMore);
            return told.Count >= until;
        });
        Assert.Equal(until, told.Count);
        return told;
    }

    /// <summary>Transactions of several writes, some of which are long open while others come and go.</summary>
    private async Task WriteAsync(int writer, int count)
    {
        for (var i = 0; i < count;)
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            for (var size = 1 + ((writer + i) % 5); size > 0 && i < count; size--, i++)
            {
                await AddEventAsync(connection, (writer * count) + i);
                await Task.Yield();
            }

            await transaction.CommitAsync();
        }
    }

    private Task AddTrainingAsync() => database.ExecuteAsync(
        $"INSERT INTO training_record (service_id, id, number) VALUES ('{Service}', '{_training}', 1)");

    private async Task<Guid> AddRolloutAsync(int number, string status = "running")
    {
        var run = Guid.Parse(new Adapters.Identity.Version7Ids(TimeProvider.System).NewId());
        await database.ExecuteAsync(
            $"""
            INSERT INTO rollout_record (service_id, id, number, training_id, status, run_id)
            VALUES ('{Service}', '{run}', {number}, '{_training}', '{status}', '{run}');
            INSERT INTO run_head (run_id, head, first_step, status) VALUES ('{run}', -1, 0, 'active')
            """);
        return run;
    }

    private static async Task MoveAsync(NpgsqlConnection connection, int head, params Guid[] runs)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE run_head SET head = $1, changed = pg_current_xact_id() WHERE run_id = ANY ($2)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = runs });
        await command.ExecuteNonQueryAsync();
    }

    private async Task AddEventAsync(NpgsqlConnection connection, int number, string kind = "group", Guid record = default)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO record_event (service_id, training_id, kind, number, record_id, new_status, changed_at)
            VALUES ($1, $2, $3, $4, $5, 'completed', now())
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Service });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _training });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = record });
        await command.ExecuteNonQueryAsync();
    }
}
