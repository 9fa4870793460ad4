using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.Adapters.Postgres.Migrations;
using CuaRl.Adapters.Tests.Postgres.Training;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    private static readonly Migration First = new(1, "001_first", "CREATE TABLE first (id integer);");
    private static readonly Migration Second = new(2, "002_second", "CREATE TABLE second (id integer);");

    private string _connectionString = "";
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _connectionString = await TestServer.CreateEmptyDatabaseAsync();
        // As in the service: the lock on migrations ends with the connection.
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false });
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await TestServer.DropDatabaseAsync(_connectionString);
    }

    [PostgresFact]
    public async Task Migrate_FiveRunnersAtOnce_EachScriptOnce()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Task.Run(() => Runner(MigrationScripts.All).MigrateAsync(default))));

        Assert.All(runs, run => Assert.Empty(run.Pending));
        Assert.All(runs, run => Assert.Equal(MigrationScripts.All.Select(s => s.Name), run.Applied.Select(a => a.Name)));
    }

    [PostgresFact]
    public async Task Migrate_DatabaseThatHasRollouts_ReadTablesAreWhatTheRecordsSay()
    {
        await Runner([.. MigrationScripts.All.TakeWhile(script => script.Number < 11)]).MigrateAsync(default);
        var record = StoredTrainings.Parse(GoldenRecords.Rollout);
        foreach (var later in record.Select(member => member.Key).Where(name => name.StartsWith("branch_", StringComparison.Ordinal)).ToArray())
        {
            record.Remove(later);
        }

        var payload = record.ToJsonString().Replace("'", "''", StringComparison.Ordinal);
        await using (var write = _source.CreateCommand(
            $$"""
            INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring,
              serviceid, payloadbinary, modifiedon, version)
            VALUES
              (1, 0, 0, 1, 'rollout', 'rollout:00000000-0000-4000-8000-000000000004', 'svc', convert_to('{{payload}}', 'UTF8'), now(), 1),
              (2, 0, 0, 2, 'run', 'run:00000000-0000-4000-8000-000000000005', 'svc', convert_to(
                '{"name":"as \u00e4 run","simulation_id":"s","config_overrides":{"a":"\ud800"},"total_reward":1.50}', 'UTF8'), now(), 1)
            """))
        {
            await write.ExecuteNonQueryAsync();
        }

        await Runner(MigrationScripts.All).MigrateAsync(default);

        await using var sources = new PostgresSources(new DatabaseTarget("test", _connectionString));
        var compared = await new ReadModelTables(sources).VerifyAsync(default);
        Assert.All(compared, table => Assert.True(table.IsEqual, table.ToString()));
        Assert.Equal(
            ["rollout_brief", "rollout_record", "run"],
            compared.Where(table => table.Rows == 1).Select(table => table.Table).Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task Migrate_ScriptChangedAfterwards_IsRefusedByName()
    {
        await Runner([First]).MigrateAsync(default);

        var changed = Runner([First with { Sql = "CREATE TABLE first (id bigint);" }]);

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => changed.MigrateAsync(default));
        Assert.Contains("001_first", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Migrate_OtherLineEnds_IsTheSameScript()
    {
        await Runner([First with { Sql = "CREATE TABLE a\n(id integer);" }]).MigrateAsync(default);

        var status = await Runner([First with { Sql = "CREATE TABLE a\r\n(id integer);" }]).MigrateAsync(default);

        Assert.Empty(status.Pending);
    }

    [PostgresFact]
    public async Task Migrate_DatabaseOfNewerBuild_IsRefusedByName()
    {
        await Runner([First, Second]).MigrateAsync(default);

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => Runner([First]).MigrateAsync(default));

        Assert.Contains("002_second", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Migrate_ScriptFails_LeavesNothingOfItAndKeepsTheOnesBefore()
    {
        var broken = Second with { Sql = "CREATE TABLE half (id integer); SELECT 1/0;" };

        await Runner([First]).MigrateAsync(default);

        await Assert.ThrowsAsync<PostgresException>(() => Runner([First, broken]).MigrateAsync(default));

        var status = await Runner([First, Second]).ReadAsync(default);
        Assert.Equal(["001_first"], status.Applied.Select(a => a.Name));
        Assert.Equal(["002_second"], status.Pending);
        await using var half = _source.CreateCommand("SELECT to_regclass('half') IS NULL");
        Assert.Equal(true, await half.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task Migrate_EmptyDatabaseAndALaterScriptFails_LeavesNothingAtAll()
    {
        var broken = Second with { Sql = "SELECT 1/0;" };

        await Assert.ThrowsAsync<PostgresException>(() => Runner([First, broken]).MigrateAsync(default));

        await using var tables = _source.CreateCommand(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
        Assert.Equal(0L, await tables.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task Migrate_ConnectionEndsMeanwhile_FailsWithWhatEndedIt()
    {
        var ending = First with { Sql = "SELECT pg_terminate_backend(pg_backend_pid());" };

        var error = await Assert.ThrowsAsync<PostgresException>(() => Runner([ending]).MigrateAsync(default));

        Assert.Equal(PostgresErrorCodes.AdminShutdown, error.SqlState);
    }

    private MigrationRunner Runner(IReadOnlyList<Migration> scripts) => new(_source, NullLogger.Instance, scripts);
}
