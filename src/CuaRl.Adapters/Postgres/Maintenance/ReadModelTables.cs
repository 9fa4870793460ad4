using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>The tables that triggers write: whether they are what the grains' records say, and writing them anew.</summary>
public sealed class ReadModelTables(PostgresSources sources)
{
    private const int Shown = 5;

    /// <summary>Compares each table with what its decoder makes of the stored records, in one snapshot.</summary>
    /// <exception cref="StorageRefusedException">A record cannot be decoded.</exception>
    public async Task<IReadOnlyList<ReadModelComparison>> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        List<ReadModelComparison> result = [];
        foreach (var table in await ListAsync(connection, cancellationToken))
        {
            await using var command = Command(
                connection,
                $"""
                WITH decoded AS MATERIALIZED (SELECT d::text AS row FROM {table.Decoded} d),
                stored AS MATERIALIZED (SELECT t::text AS row FROM {table.Name} t),
                missing AS MATERIALIZED (SELECT row FROM decoded EXCEPT ALL SELECT row FROM stored),
                foreign_rows AS MATERIALIZED (SELECT row FROM stored EXCEPT ALL SELECT row FROM decoded)
                SELECT (SELECT count(*) FROM stored), (SELECT count(*) FROM missing), (SELECT count(*) FROM foreign_rows),
                       ARRAY(SELECT row FROM missing UNION ALL SELECT row FROM foreign_rows LIMIT {Shown})
                """);
            await RunNamedAsync(connection, table, async () =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                result.Add(new ReadModelComparison(
                    table.Name, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<string[]>(3)));
            });
        }

        return result;
    }

    /// <summary>Writes each table anew from the stored records, in one transaction; writers wait, readers see the old rows.</summary>
    /// <returns>Each table with its number of rows.</returns>
    /// <exception cref="StorageRefusedException">A record cannot be decoded; nothing was changed.</exception>
    public async Task<IReadOnlyDictionary<string, long>> RebuildAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        Dictionary<string, long> rows = [];
        await using (var hold = Command(connection, "LOCK TABLE orleansstorage IN SHARE MODE"))
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var table in await ListAsync(connection, cancellationToken))
        {
            await using var empty = Command(connection, $"DELETE FROM {table.Name}");
            await empty.ExecuteNonQueryAsync(cancellationToken);
            await using var fill = Command(connection, $"INSERT INTO {table.Name} SELECT d.* FROM {table.Decoded} d");
            await RunNamedAsync(
                connection, table, async () => rows[table.Name] = await fill.ExecuteNonQueryAsync(cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    private static async Task<List<Table>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection,
            "SELECT quote_literal(kind), quote_ident(table_name), quote_ident(decoder) FROM read_model ORDER BY table_name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Table> tables = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(new Table(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return tables.Count > 0
            ? tables
            : throw new ConfigurationException("The database's list of the service's read tables, read_model, is empty.");
    }

    // A set-based statement does not say which record it broke on; only then are they tried one by one.
    private async Task RunNamedAsync(NpgsqlConnection connection, Table table, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (PostgresException error) when (error.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            await using var other = await sources.Unpooled.OpenConnectionAsync();
            await using var find = Command(
                other,
                $"""
                DO $do$
                DECLARE s orleansstorage;
                BEGIN
                  FOR s IN SELECT * FROM orleansstorage WHERE graintypestring = {table.Kind} AND payloadbinary IS NOT NULL LOOP
                    BEGIN
                      PERFORM * FROM {table.Decoder}(s);
                    EXCEPTION WHEN data_exception THEN
                      PERFORM reject_record({table.Kind}, s.grainidextensionstring, SQLERRM);
                    END;
                  END LOOP;
                END $do$
                """);
            try
            {
                await find.ExecuteNonQueryAsync();
            }
            catch (PostgresException named)
            {
                throw new StorageRefusedException(named.SqlState, named.MessageText);
            }

            throw;
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };

    private sealed record Table(string Kind, string Name, string Decoder)
    {
        public string Decoded =>
            $"(SELECT d.* FROM orleansstorage s CROSS JOIN LATERAL {Decoder}(s) d "
            + $"WHERE s.graintypestring = {Kind} AND s.payloadbinary IS NOT NULL)";
    }
}
