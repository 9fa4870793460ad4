using System.Text.Json;
using Npgsql;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>Holds what the database has against what was acknowledged.</summary>
internal static class StoredSimulations
{
    public static async Task AssertExactlyAsync(NpgsqlDataSource database, IReadOnlyDictionary<string, string> acknowledged)
    {
        // Every command is repeated until it is acknowledged, so what is stored is exactly that, each once.
        var sent = acknowledged.ToDictionary(
            answer => JsonDocument.Parse(answer.Value).RootElement.GetProperty("id").GetString()!, answer => answer.Key);
        Assert.Equal(acknowledged.Count, sent.Count);

        await using var connection = await database.OpenConnectionAsync();
        await using (var heap = new NpgsqlCommand(
            "SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off", connection))
        {
            // The rows themselves, whatever an index says of them.
            await heap.ExecuteNonQueryAsync();
        }

        var records = await ReadAsync(
            connection,
            """
            SELECT substr(grainidextensionstring, 5), convert_from(payloadbinary, 'UTF8')::json -> 'agent_config' ->> 'key'
            FROM orleansstorage WHERE graintypestring = 'simulation'
            """);
        Assert.Equal(sent.OrderBy(pair => pair.Key, StringComparer.Ordinal), records);

        var lines = await ReadAsync(connection, "SELECT id, name FROM simulation");
        Assert.Equal(records, lines);
    }

    private static async Task<List<KeyValuePair<string, string>>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<KeyValuePair<string, string>>();
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetString(0), reader.GetString(1)));
        }

        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal)];
    }
}
