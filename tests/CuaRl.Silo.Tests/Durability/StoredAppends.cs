using System.Text.Json;
using Npgsql;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>Holds the states that the database has against the appends that were acknowledged.</summary>
internal static class StoredAppends
{
    public static async Task AssertExactlyAsync(NpgsqlDataSource database, IReadOnlyDictionary<string, string> acknowledged)
    {
        // Every command is repeated until it is acknowledged, so what is stored is exactly that: each once, whole, in order,
        // where the answer says.
        var expected = acknowledged.SelectMany(answer => StatesOf(answer.Key, JsonDocument.Parse(answer.Value).RootElement))
            .OrderBy(state => (state.Run, state.Step)).ToList();
        var stored = await ReadAsync(database);

        Assert.Equal(expected, stored);
        Assert.All(stored.GroupBy(state => state.Run), run =>
            Assert.Equal(Enumerable.Range(0, run.Count()).Select(step => (long)step), run.Select(state => state.Step)));
    }

    private static IEnumerable<(string Run, long Step, string Key, int Index)> StatesOf(string key, JsonElement answer)
    {
        var first = answer.GetProperty("first_step").GetInt64();
        for (var step = first; step <= answer.GetProperty("last_step").GetInt64(); step++)
        {
            yield return (answer.GetProperty("run_id").GetString()!, step, key, (int)(step - first));
        }
    }

    private static async Task<List<(string Run, long Step, string Key, int Index)>> ReadAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT run_id::text, step, o ->> 'key', (o ->> 'i')::int
            FROM run_state, LATERAL (SELECT convert_from(observation, 'UTF8')::json) AS t (o)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<(string Run, long Step, string Key, int Index)>();
        while (await reader.ReadAsync())
        {
            states.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3)));
        }

        return [.. states.OrderBy(state => (state.Run, state.Step))];
    }
}
