using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>Keeps silos off a database while its data is replaced under their feet; ends with its connection.</summary>
internal sealed class MaintenanceLock : IAsyncDisposable
{
    private MaintenanceLock(NpgsqlConnection connection) => Connection = connection;

    /// <summary>The connection that holds it, to work on.</summary>
    public NpgsqlConnection Connection { get; }

    /// <exception cref="ConfigurationException">A silo uses the database; the message names it.</exception>
    public static async Task<MaintenanceLock> TakeAsync(PostgresSources sources, CancellationToken cancellationToken)
    {
        var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", connection);
        command.Parameters.Add(new() { Value = AdvisoryLocks.Class });
        command.Parameters.Add(new() { Value = AdvisoryLocks.Silos });
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            return new MaintenanceLock(connection);
        }

        var holders = await AdvisoryLocks.HoldersAsync(connection, [AdvisoryLocks.Silos], cancellationToken);
        await connection.DisposeAsync();
        throw new ConfigurationException($"The database is in use by {holders}: stop that first.");
    }

    public ValueTask DisposeAsync() => AdvisoryLocks.ReleaseAsync(Connection);
}
