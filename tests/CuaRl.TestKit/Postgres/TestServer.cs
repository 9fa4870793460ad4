using CuaRl.Adapters.Postgres.Migrations;
using CuaRl.Adapters.Postgres.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.TestKit.Postgres;

/// <summary>One real PostgreSQL server for the test process, started at first use and gone with the process.</summary>
public static class TestServer
{
    private const string Template = "cuarl_template";

    private static readonly Lazy<Task<PrivateServer>> Started = new(StartAsync);
    private static readonly SemaphoreSlim CreateGate = new(1, 1);
    private static int _databases;

    /// <summary>Makes a database with all migrations applied; about a tenth of a second.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> CreateDatabaseAsync() => CreateAsync($"TEMPLATE {Template}");

    /// <summary>Makes an empty database, UTF-8 unless another encoding is asked for.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> CreateEmptyDatabaseAsync(string encoding = "UTF8") =>
        CreateAsync($"TEMPLATE template0 ENCODING '{encoding}'");

    /// <summary>Drops a database made here, with whatever is still connected to it.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        var server = await Started.Value;
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(server.Target.ConnectionString, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<string> CreateAsync(string options)
    {
        var server = await Started.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        // A template can be copied by one session at a time.
        await CreateGate.WaitAsync();
        try
        {
            await ExecuteAsync(server.Target.ConnectionString, $"CREATE DATABASE {name} {options}");
        }
        finally
        {
            CreateGate.Release();
        }

        return new NpgsqlConnectionStringBuilder(server.Target.ConnectionString) { Database = name }.ConnectionString;
    }

    private static async Task<PrivateServer> StartAsync()
    {
        var options = TestFolders.Options(TestFolders.Create("shared"));
        var server = await PrivateServer.AttachAsync(
            options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await ExecuteAsync(server.Target.ConnectionString, $"CREATE DATABASE {Template} TEMPLATE template0");
        var template = new NpgsqlConnectionStringBuilder(server.Target.ConnectionString)
        {
            Database = Template,
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(template);
        await new MigrationRunner(source, NullLogger<MigrationRunner>.Instance).MigrateAsync(CancellationToken.None);
        return server;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
