using Npgsql;
using Xunit;

namespace CuaRl.TestKit.Postgres;

/// <summary>A database of its own for a test class (<c>IClassFixture</c>), migrated and empty; dropped afterwards.</summary>
public sealed class PostgresDatabase : IAsyncLifetime
{
    private NpgsqlDataSource? _source;

    /// <summary>How to reach it; pass it as <c>--database</c> would be, in Npgsql's form.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The fixture is not initialized.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        ConnectionString = await TestServer.CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 20, MaxAutoPrepare = 50 });
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
            await TestServer.DropDatabaseAsync(ConnectionString);
        }
    }

    /// <summary>Runs a statement without parameters.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
