using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Journal;
using CuaRl.TestKit.Postgres;
using Npgsql;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class ReadPlanTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int OtherStates = 20_000;

    [PostgresFact]
    public async Task Read_OftenWhileTheTablesWereSmall_StillReadsNothingButWhatItLooksForWhenTheyAreLarge()
    {
        await using var sources = SourcesOf(database);
        await using var one = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Options = new NpgsqlConnectionStringBuilder(sources.Lookups.ConnectionString).Options,
                MaxPoolSize = 1,
                MaxAutoPrepare = 16,
                NoResetOnClose = true,
            });
        var reader = new StateReader(one, "tests", TimeProvider.System);
        var runs = new RunRecords(database);
        var root = await runs.StartAsync();
        await runs.FillAsync(root, 9);
        var branch = await runs.StartAsync((root, 5));
        await runs.FillAsync(branch, 9);
        await database.ExecuteAsync(
            $"UPDATE run_state SET observation = convert_to(to_json(repeat('x', 3000000))::text, 'UTF8') WHERE run_id = '{branch}' AND step > 7");
        await database.ExecuteAsync("ANALYZE run_state, run_head, run");
        LineagePiece[] pieces = [new($"{root}", 0, 5), new($"{branch}", 6, 9)];
        for (var i = 0; i < 10; i++)
        {
            await ReadAsync();
        }

        await runs.FillAsync(await runs.StartAsync(), OtherStates);
        var before = await RowsReadAsync(one);

        await ReadAsync();

        // The connections of other tests may count only now what they read before.
        Assert.InRange(await RowsReadAsync(one) - before, 1, OtherStates / 2);

        async Task ReadAsync()
        {
            Assert.Equal(8, (await reader.ReadAsync(pieces, 8, default)).Count);
            Assert.Equal(6, (await reader.ReadAsync(pieces[..1], 100, default)).Count);
            Assert.Equal(10, (await reader.ReadAsync(pieces, 100, default)).Count); // Too much for a page: read within the bound.
            Assert.Equal(9, (await reader.FindHeadAsync(branch, default))?.Step);
        }
    }

    /// <summary>Rows of states that were read so far, those by the connection of a source among them.</summary>
    private static async Task<long> RowsReadAsync(NpgsqlDataSource one)
    {
        await using (var flush = one.CreateCommand("SELECT pg_stat_force_next_flush()"))
        {
            await flush.ExecuteNonQueryAsync();
        }

        await using var command = one.CreateCommand(
            "SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = 'run_state'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
