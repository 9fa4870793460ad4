using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>All data of all services in the database.</summary>
public sealed class DatabaseContent(PostgresSources sources)
{
    /// <summary>Removes it; the tables stay.</summary>
    /// <returns>The tables that were emptied.</returns>
    /// <exception cref="ConfigurationException">A silo uses the database.</exception>
    public async Task<IReadOnlyList<string>> ClearAsync(CancellationToken cancellationToken)
    {
        await using var alone = await MaintenanceLock.TakeAsync(sources, cancellationToken);
        var tables = await StoredTable.ListAsync(alone.Connection, cancellationToken);
        var names = tables.Select(table => table.Name)
            .Append("orleansmembershiptable").Append("orleansmembershipversiontable").ToList();
        await using var command = new NpgsqlCommand($"TRUNCATE {string.Join(", ", names)}", alone.Connection)
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return names;
    }
}
