using System.IO.Compression;
using System.Text;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private readonly string _folder = TestFolders.Create("backups");
    private PostgresSources _sources = null!;
    private StorageQueries _storage = null!;

    private string BackupFile => Path.Combine(_folder, "one.zip");

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _sources = SourcesOf(_database.ConnectionString);
        _storage = new StorageQueries(_database);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await WriteAsync(id, null, $$$"""{"name":"n{{{id}}}","agent_config":{"zero":"\u0000"}}""");
        }
    }

    public async Task DisposeAsync()
    {
        await _sources.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [PostgresFact]
    public async Task Verify_AsTriggersLeftIt_IsEqual()
    {
        var table = await VerifyAsync(_sources);

        Assert.Equal(("simulation", 3, true), (table.Table, table.Rows, table.IsEqual));
    }

    [PostgresFact]
    public async Task Verify_RowsChangedMissingAndForeign_AreFoundInBothDirections_AndRebuildMendsThem()
    {
        await _database.ExecuteAsync(
            """
            UPDATE simulation SET name = 'forged' WHERE id = 'a';
            DELETE FROM simulation WHERE id = 'b';
            INSERT INTO simulation (service_id, id) VALUES ('tests', 'ghost');
            """);
        var tables = new ReadModelTables(_sources);

        var table = await VerifyAsync(_sources);
        Assert.Equal((2, 2), (table.Missing, table.Foreign));
        Assert.Contains(table.Examples, row => row.Contains("ghost", StringComparison.Ordinal));

        Assert.Equal(3, (await tables.RebuildAsync(default))["simulation"]);
        Assert.True((await VerifyAsync(_sources)).IsEqual);
    }

    [PostgresFact]
    public async Task Rebuild_RecordThatCannotBeDecoded_NamesItAndChangesNothing()
    {
        await _database.ExecuteAsync(
            """
            ALTER TABLE orleansstorage DISABLE TRIGGER USER;
            UPDATE orleansstorage SET payloadbinary = 'broken' WHERE grainidextensionstring = 'sim:b';
            """);
        var tables = new ReadModelTables(_sources);

        var error = await Assert.ThrowsAsync<StorageRefusedException>(() => tables.RebuildAsync(default));
        Assert.Contains("sim:b", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageRefusedException>(() => tables.VerifyAsync(default));
        Assert.Equal(3, await CountAsync("simulation"));
    }

    [PostgresFact]
    public async Task Clear_Database_EmptiesItAndKeepsTheTables()
    {
        await new DatabaseContent(_sources).ClearAsync(default);

        Assert.Equal((0, 0), (await CountAsync("orleansstorage"), await CountAsync("simulation")));
        Assert.Equal(1, await WriteAsync("a", null, "{}"));
    }

    [PostgresFact]
    public async Task BackupClearAndRestore_BesideTablesOfOthers_LeaveThemAlone()
    {
        await _database.ExecuteAsync("CREATE TABLE theirs (id bigserial, text text); INSERT INTO theirs (text) VALUES ('kept')");

        Assert.Equal(23, await Backup().BackupAsync(BackupFile, default));
        var cleared = await new DatabaseContent(_sources).ClearAsync(default);
        await Backup().RestoreAsync(BackupFile, default);

        Assert.Equal(
            [
                "annotation", "batch_record", "blob", "device_lease", "device_number", "device_pool_record", "device_record",
                "expired_blob", "group_record", "orleansstorage", "record_event", "reward_layer", "reward_layer_row",
                "rollout_brief", "rollout_record", "run", "run_head", "run_state", "simulation", "state_tag", "task",
                "training_record", "validator", "orleansmembershiptable", "orleansmembershipversiontable",
            ], cleared);
        Assert.Equal(cleared, await new DatabaseContent(_sources).ListAsync(default));
        Assert.Equal((1, 3), (await CountAsync("theirs"), await CountAsync("simulation")));
    }

    [PostgresFact]
    public async Task Scripts_EveryTableOfTheirs_IsRegisteredAsDataOrKnownNotToBe()
    {
        Assert.Equal(
            "device_owner, orleansmembershiptable, orleansmembershipversiontable, orleansquery, read_model, schema_migration, stored_table",
            await _database.ScalarAsync<string>(
                """
                SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN (SELECT name FROM stored_table)
                """));
    }

    [PostgresFact]
    public async Task BackupClearAndVerify_NothingRegistered_Refuse()
    {
        await _database.ExecuteAsync("DELETE FROM stored_table; DELETE FROM read_model");

        await Assert.ThrowsAsync<ConfigurationException>(() => Backup().BackupAsync(BackupFile, default));
        await Assert.ThrowsAsync<ConfigurationException>(() => new DatabaseContent(_sources).ClearAsync(default));
        await Assert.ThrowsAsync<ConfigurationException>(() => new ReadModelTables(_sources).VerifyAsync(default));
        Assert.False(File.Exists(BackupFile));
    }

    [PostgresFact]
    public async Task ClearAndRestore_WhileASiloRuns_AreRefusedNamingIt()
    {
        await Backup().BackupAsync(BackupFile, default);
        await using var silo = await ServiceLock.AcquireAsync(
            _sources, "svc", ServiceLockMode.Shared, new WriteGate(), TimeProvider.System, NullLogger.Instance, default);

        var clear = await Assert.ThrowsAsync<ConfigurationException>(() => new DatabaseContent(_sources).ClearAsync(default));
        var restore = await Assert.ThrowsAsync<ConfigurationException>(() => Backup().RestoreAsync(BackupFile, default));

        Assert.All([clear, restore], error => Assert.Contains("cuarl service", error.Message, StringComparison.Ordinal));
        Assert.Equal(3, await CountAsync("simulation"));
    }

    [PostgresFact]
    public async Task Restore_OfABackup_BringsEverythingBackAndNothingElse()
    {
        await Backup().BackupAsync(BackupFile, default);
        await WriteAsync("a", 1, """{"name":"later"}""");
        await WriteAsync("d", null, """{"name":"later"}""");

        await Backup().RestoreAsync(BackupFile, default);

        Assert.Equal((3, 3), (await CountAsync("orleansstorage"), await CountAsync("simulation")));
        Assert.Equal([("{\"name\":\"na\",\"agent_config\":{\"zero\":\"\\u0000\"}}", 1)], await ReadAsync("a"));
        Assert.True((await VerifyAsync(_sources)).IsEqual);
        // The triggers work again.
        await WriteAsync("a", 1, """{"name":"again"}""");
        Assert.Equal("again", await _database.ScalarAsync<string>("SELECT name FROM simulation WHERE id = 'a'"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
    }

    [PostgresFact]
    public async Task Restore_IntoAnEmptyDatabase_MakesTheTables()
    {
        await Backup().BackupAsync(BackupFile, default);
        var other = await TestServer.CreateEmptyDatabaseAsync();
        await using (var sources = SourcesOf(other))
        {
            await new DatabaseBackup(sources, TimeProvider.System, NullLoggerFactory.Instance).RestoreAsync(BackupFile, default);

            Assert.Equal(3, (await VerifyAsync(sources)).Rows);
        }

        await TestServer.DropDatabaseAsync(other);
    }

    [PostgresFact]
    public async Task Restore_DamagedFile_IsOneLineAndChangesNothing()
    {
        await Backup().BackupAsync(BackupFile, default);
        await using (var archive = await ZipFile.OpenAsync(BackupFile, ZipArchiveMode.Update))
        {
            archive.GetEntry("tables/simulation.copy")!.Delete();
        }

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => Backup().RestoreAsync(BackupFile, default));

        Assert.Contains("no rows of simulation", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, 3), (await CountAsync("orleansstorage"), await CountAsync("simulation")));
        await File.WriteAllTextAsync(BackupFile, "not a zip");
        await Assert.ThrowsAsync<ConfigurationException>(() => Backup().RestoreAsync(BackupFile, default));
        await Assert.ThrowsAsync<ConfigurationException>(() => Backup().BackupAsync(BackupFile, default));
        await Assert.ThrowsAsync<ConfigurationException>(() => Backup().BackupAsync("/nowhere/at/all.zip", default));
    }

    private static async Task<ReadModelComparison> VerifyAsync(PostgresSources sources) =>
        Assert.Single(await new ReadModelTables(sources).VerifyAsync(default), table => table.Table == "simulation");

    private static PostgresSources SourcesOf(string connectionString) => new(new DatabaseTarget("test", connectionString));

    private DatabaseBackup Backup() => new(_sources, TimeProvider.System, NullLoggerFactory.Instance);

    private Task<int?> WriteAsync(string id, int? version, string record) => _storage.WriteAsync(
        Key.Text($"sim:{id}") with { Type = "simulation" }, version, Encoding.UTF8.GetBytes(record));

    private async Task<(string, int)[]> ReadAsync(string id) =>
        [.. (await _storage.ReadAsync(Key.Text($"sim:{id}") with { Type = "simulation" }))
            .Select(row => (Encoding.UTF8.GetString(row.Payload!), row.Version!.Value))];

    private Task<long> CountAsync(string table) => _database.ScalarAsync<long>($"SELECT count(*) FROM {table}");
}
