using Npgsql;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>What the database holds of a training's rollouts, read from the rows themselves.</summary>
internal static class StoredRecord
{
    private static readonly string[] Ended = ["completed", "failed", "cancelled"];

    // What may follow what; a rollout begins with nothing before it.
    private static readonly Dictionary<string, string[]> Following = new()
    {
        [""] = ["pending", "env_creation", "running"],
        ["pending"] = ["env_creation", "agent_init", "running", .. Ended],
        ["env_creation"] = ["agent_init", "running", "pending", .. Ended],
        ["agent_init"] = ["running", "pending", .. Ended],
        ["running"] = ["pending", .. Ended],
        ["failed"] = ["pending"],
        ["cancelled"] = ["pending"],
        ["completed"] = [],
    };

    /// <summary>All turns, by rollout and number, each with what it says: the key of its command.</summary>
    public static Task<List<(string Rollout, int Turn, string Key)>> TurnsAsync(NpgsqlDataSource database) => ReadAsync(
        database,
        """
        SELECT r.id::text, s.step::int, coalesce(convert_from(s.action, 'UTF8')::json ->> 'model_response', convert_from(s.observation, 'UTF8')::json ->> 'text')
        FROM rollout_record r JOIN run_state s ON s.run_id = r.run_id ORDER BY r.id::text COLLATE "C", s.step
        """,
        row => (row.GetString(0), row.GetInt32(1), row.GetString(2)));

    /// <summary>Each change of a rollout's status goes on from the one before, to one that may follow; the last is the rollout's.</summary>
    /// <returns>How many changes there are.</returns>
    public static async Task<int> AssertLegalAsync(NpgsqlDataSource database)
    {
        var changes = await ReadAsync(
            database,
            """
            SELECT r.id::text, coalesce(e.old_status, ''), e.new_status, r.status
            FROM rollout_record r JOIN record_event e ON e.kind = 'rollout' AND e.number = r.number
            WHERE e.old_status IS DISTINCT FROM e.new_status ORDER BY e.id
            """,
            row => (Rollout: row.GetString(0), From: row.GetString(1), To: row.GetString(2), Now: row.GetString(3)));
        foreach (var rollout in changes.GroupBy(change => change.Rollout))
        {
            var last = "";
            foreach (var (_, from, to, _) in rollout)
            {
                Assert.Equal(last, from);
                Assert.Contains(to, Following[from]);
                last = to;
            }

            Assert.Equal(rollout.First().Now, last);
        }

        return changes.Count;
    }

    /// <summary>The progress of a batch as its rows have it: turns that were taken against those that will be.</summary>
    /// <param name="database">The database.</param>
    /// <param name="rollouts">How many rollouts are planned.</param>
    /// <param name="limit">The turns that each may take.</param>
    public static async Task<double> ProgressAsync(NpgsqlDataSource database, int rollouts, int limit)
    {
        var turns = await ReadAsync(
            database,
            """
            SELECT r.status, (SELECT count(*) FROM run_state s WHERE s.run_id = r.run_id AND s.step > 0)::int FROM rollout_record r
            """,
            row => (IsEnded: Ended.Contains(row.GetString(0)), Taken: row.GetInt32(1)));
        var taken = turns.Sum(rollout => rollout.Taken);
        var all = turns.Sum(rollout => rollout is { IsEnded: true, Taken: > 0 } ? rollout.Taken : limit);
        return 100.0 * taken / (all + (rollouts - turns.Count) * limit);
    }

    /// <summary>The status and the reward of each rollout that has ended.</summary>
    public static async Task<Dictionary<string, (string Status, double? Reward)>> EndsAsync(NpgsqlDataSource database) =>
        (await ReadAsync(
            database,
            "SELECT id::text, status, reward FROM rollout_record WHERE end_time IS NOT NULL",
            row => (row.GetString(0), (row.GetString(1), row.IsDBNull(2) ? (double?)null : row.GetDouble(2)))))
        .ToDictionary();

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
