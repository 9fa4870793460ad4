using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>All data of all services in the database, and nothing of other programs.</summary>
public sealed class DatabaseContent(PostgresSources sources)
{
    /// <summary>The tables that it is in.</summary>
    /// <exception cref="ConfigurationException">The database has none of them.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        return await ListAsync(connection, cancellationToken);
    }

    /// <summary>Removes it; the tables stay.</summary>
    /// <returns>The tables that were emptied.</returns>
    /// <exception cref="ConfigurationException">A silo uses the database.</exception>
    public async Task<IReadOnlyList<string>> ClearAsync(CancellationToken cancellationToken)
    {
        await using var alone = await MaintenanceLock.TakeAsync(sources, cancellationToken);
        var names = await ListAsync(alone.Connection, cancellationToken);
        await using var command = new NpgsqlCommand($"TRUNCATE {string.Join(", ", names)}", alone.Connection)
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return names;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await StoredTable.ListAsync(connection, cancellationToken)).Select(table => table.Name),
            "orleansmembershiptable", "orleansmembershipversiontable"];
}
