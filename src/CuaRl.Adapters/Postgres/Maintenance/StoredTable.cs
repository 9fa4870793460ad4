using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>A table of ours that holds data, by its name and the columns that are stored.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<string> Columns)
{
    // What the migrations themselves fill, and what belongs to the cluster that is running.
    private const string NotData =
        "('schema_migration', 'orleansquery', 'read_model', 'orleansmembershiptable', 'orleansmembershipversiontable')";

    /// <summary>All of them, in the order of their names.</summary>
    public static async Task<List<StoredTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT quote_ident(c.relname), array_agg(quote_ident(a.attname) ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN {NotData}
              AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            GROUP BY c.relname ORDER BY c.relname
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<StoredTable> tables = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(new StoredTable(reader.GetString(0), reader.GetFieldValue<string[]>(1)));
        }

        return tables;
    }
}
