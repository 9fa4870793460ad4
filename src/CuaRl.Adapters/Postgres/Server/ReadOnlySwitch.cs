using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Whether the whole server refuses writes. It outlives the server and whoever set it.</summary>
internal sealed class ReadOnlySwitch(DatabaseTarget target, TimeProvider time)
{
    private static readonly TimeSpan HeardLimit = TimeSpan.FromSeconds(10);

    public async Task SetAsync(bool isReadOnly, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await SetAsync(connection, isReadOnly, cancellationToken);
    }

    /// <summary>Lets writes pass again, for every connection from now on; false when they passed already.</summary>
    public async Task<bool> LiftAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        if (!await IsReadOnlyAsync(connection, cancellationToken))
        {
            return false;
        }

        await SetAsync(connection, false, cancellationToken);
        // The server hears of it first, and then its processes: when this one has, so will every new one.
        for (var started = time.GetTimestamp();
            await IsReadOnlyAsync(connection, cancellationToken) && time.GetElapsedTime(started) < HeardLimit;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
        }

        return true;
    }

    private static async Task SetAsync(NpgsqlConnection connection, bool isReadOnly, CancellationToken cancellationToken)
    {
        foreach (var sql in new[]
        {
            $"ALTER SYSTEM SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}",
            "SELECT pg_reload_conf()",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // Not what somebody set for the database or the user: that is not ours to change.
    private static async Task<bool> IsReadOnlyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT setting = 'on' AND source = 'configuration file'
            FROM pg_settings WHERE name = 'default_transaction_read_only'
            """, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
