using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>A table of ours that holds data, by its name and the columns that are stored.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>All that the scripts registered, in the order of their names; tables of others never are.</summary>
    /// <exception cref="ConfigurationException">There are none: the database has not our tables.</exception>
    public static async Task<List<StoredTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // The cast fails, naming the table, when one that is registered is gone. Numbers of transactions mean nothing in
        // another cluster: there they are those of the restore.
        await using var command = new NpgsqlCommand(
            """
            SELECT quote_ident(t.name), array_agg(quote_ident(a.attname) ORDER BY a.attnum)
            FROM stored_table t JOIN pg_attribute a ON a.attrelid = quote_ident(t.name)::regclass
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype
            GROUP BY t.name ORDER BY t.name
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<StoredTable> tables = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(new StoredTable(reader.GetString(0), reader.GetFieldValue<string[]>(1)));
        }

        return tables.Count > 0
            ? tables
            : throw new ConfigurationException("The database's list of the service's tables, stored_table, is empty.");
    }
}
