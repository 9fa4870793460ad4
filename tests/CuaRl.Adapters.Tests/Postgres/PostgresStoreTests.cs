using System.Net;
using System.Net.Sockets;
using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class PostgresStoreTests : IAsyncLifetime
{
    private string _connectionString = "";

    public async Task InitializeAsync() => _connectionString = await TestServer.CreateEmptyDatabaseAsync();

    public Task DisposeAsync() => TestServer.DropDatabaseAsync(_connectionString);

    [PostgresFact]
    public async Task Open_EmptyDatabase_IsCheckedAndMigrated()
    {
        await using var store = await OpenAsync(_connectionString);

        Assert.Empty(store.Migrations.Pending);
        Assert.Equal("UTF8", store.Facts.Encoding);
        Assert.Empty(store.Facts.Warnings);
        Assert.Null(await store.CheckAsync(default));
        Assert.Contains("of 97 connections", store.Facts.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Open_WrongPassword_IsOneLineWithoutIt()
    {
        var wrong = Changed(parts => parts.Password = "hunter2");

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => OpenAsync(wrong));

        Assert.Contains("refuses the password of 'cuarl'", error.Message, StringComparison.Ordinal);
        AssertOneCleanLine(error);
    }

    [PostgresFact]
    public async Task Open_NoSuchDatabase_SaysHowToCreateIt()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => OpenAsync(Changed(parts => parts.Database = "nope")));

        Assert.Contains("no database 'nope'", error.Message, StringComparison.Ordinal);
        Assert.Contains("createdb", error.Message, StringComparison.Ordinal);
        AssertOneCleanLine(error);
    }

    [Fact]
    public async Task Open_NothingListens_SaysSoAndNamesTheSetting()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = await Assert.ThrowsAsync<ConfigurationException>(
            () => OpenAsync($"Host=127.0.0.1;Port={port};Username=me;Password=hunter2;Database=rl"));

        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL", error.Message, StringComparison.Ordinal);
        AssertOneCleanLine(error);
    }

    [PostgresFact]
    public async Task Open_DatabaseIsNotUtf8_IsRefusedWithTheCure()
    {
        var other = await TestServer.CreateEmptyDatabaseAsync("SQL_ASCII");

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => OpenAsync(other));

        Assert.Contains("encoding SQL_ASCII", error.Message, StringComparison.Ordinal);
        Assert.Contains("--encoding=UTF8", error.Message, StringComparison.Ordinal);
        await TestServer.DropDatabaseAsync(other);
    }

    [PostgresFact]
    public async Task Open_UserMayNotCreateTables_SaysWhatToGrant()
    {
        await using var admin = NpgsqlDataSource.Create(_connectionString);
        await using var create = admin.CreateCommand("CREATE ROLE visitor LOGIN PASSWORD 'hunter2'");
        await create.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => OpenAsync(Changed(parts =>
        {
            parts.Username = "visitor";
            parts.Password = "hunter2";
        })));

        Assert.Contains("GRANT CREATE ON SCHEMA public TO \"visitor\"", error.Message, StringComparison.Ordinal);
        AssertOneCleanLine(error);
    }

    [PostgresFact]
    public async Task Open_TableOfAnotherProgramInTheWay_SaysSoAndChangesNothing()
    {
        await ExecuteAsync("CREATE TABLE simulation (id integer)");

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => OpenAsync(_connectionString));

        Assert.Contains("\"simulation\" already exists", error.Message, StringComparison.Ordinal);
        Assert.Contains("createdb", error.Message, StringComparison.Ordinal);
        AssertOneCleanLine(error);
        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
    }

    [PostgresFact]
    public async Task Open_UsersOwnSearchPath_DoesNotMoveTheTables()
    {
        var name = new NpgsqlConnectionStringBuilder(_connectionString).Database;
        await ExecuteAsync($"CREATE SCHEMA elsewhere; ALTER DATABASE {name} SET search_path = elsewhere");

        await using var store = await OpenAsync(_connectionString);

        Assert.Equal(0L, await ExecuteAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'elsewhere'::regnamespace"));
    }

    [PostgresFact]
    public async Task Check_DatabaseBecomesReadOnly_SaysSo()
    {
        await using var store = await OpenAsync(_connectionString);
        Assert.Null(await store.CheckAsync(default));
        var name = new NpgsqlConnectionStringBuilder(_connectionString).Database;

        await ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        store.Sources.Clear();

        Assert.Contains("read-only", await store.CheckAsync(default), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Open_PrivateServerLeftReadOnlyByAKilledSilo_IsWritableBeforeItIsMigrated()
    {
        var options = new PostgresOptions { DataDirectory = TestFolders.Create("read-only"), Supervise = false };
        await using (var store = await PostgresStore.OpenAsync(
            options with { Migrate = false }, TimeProvider.System, NullLoggerFactory.Instance, default))
        {
            await using var set = store.Sources.Unpooled.CreateCommand("ALTER SYSTEM SET default_transaction_read_only = on");
            await set.ExecuteNonQueryAsync();
        }

        await using var again = await PostgresStore.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);

        Assert.Empty(again.Migrations.Pending);
        Assert.False(again.Facts.IsReadOnly);
        await new DatabaseContent(again.Sources).ClearAsync(default);
    }

    [Fact]
    public void Require_ServerOlderThan15_IsRefusedNamingBoth()
    {
        var facts = new ServerFacts(140011, "14.11", "UTF8", 100, 3, true, false);

        var error = Assert.Throws<ConfigurationException>(() => facts.Require(new DatabaseTarget("DATABASE_URL", "Host=h")));

        Assert.Contains("PostgreSQL 14.11", error.Message, StringComparison.Ordinal);
        Assert.Contains("15 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_OfAServerThatMayLoseDataOrIsTooSmall_NameEach()
    {
        var facts = new ServerFacts(150000, "15.0", "UTF8", 20, 3, false, true);

        Assert.Collection(
            facts.Warnings,
            line => Assert.Contains("fsync is off", line, StringComparison.Ordinal),
            line => Assert.Contains("read-only", line, StringComparison.Ordinal),
            line => Assert.Contains("max_connections", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("53100", true, "disk is full")]
    [InlineData("25006", true, "read-only")]
    [InlineData("53300", true, "no connection left")]
    [InlineData("40001", true, "two transactions met")]
    [InlineData("40P01", true, "two transactions met")]
    [InlineData("57P01", true, "ended the connection")]
    [InlineData("57P03", true, "starting or stopping")]
    [InlineData("57014", true, "took too long")]
    [InlineData("08006", true, "cannot be reached")]
    [InlineData("28P01", true, "refuses the password")]
    [InlineData("22000", false, "what it said")]
    [InlineData("42P01", false, "what it said")]
    public void Translate_SqlState_IsTheErrorOfItsRow(string state, bool isTransient, string cause)
    {
        var error = new OrleansException("from the provider", new PostgresException("what it said", "ERROR", "ERROR", state));

        var known = PostgresErrors.Translate(error)!;

        Assert.Equal(isTransient, known.IsTransient);
        Assert.Contains(cause, known.Message, StringComparison.Ordinal);
        Assert.Null(known.InnerException);
    }

    [Fact]
    public void Translate_BrokenConnectionOrForeignError_IsUnavailableOrNothing()
    {
        Assert.IsType<StorageUnavailableException>(PostgresErrors.Translate(
            new NpgsqlException("broken", new IOException("reset"))));
        Assert.Null(PostgresErrors.Translate(new OrleansException("no database here", new InvalidOperationException())));
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Changed(parts => parts.Pooling = false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private string Changed(Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(_connectionString);
        change(parts);
        return parts.ConnectionString;
    }

    private static void AssertOneCleanLine(ConfigurationException error)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<PostgresStore> OpenAsync(string connectionString) => PostgresStore.OpenAsync(
        new PostgresOptions { Database = new DatabaseTarget("DATABASE_URL", connectionString), DataDirectory = "/nowhere" },
        TimeProvider.System, NullLoggerFactory.Instance, default);
}
