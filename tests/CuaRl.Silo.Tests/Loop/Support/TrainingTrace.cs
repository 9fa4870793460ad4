using Npgsql;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>All that came of a training and must come of it again: what was sampled, what it earned, what was measured and learnt.</summary>
internal static class TrainingTrace
{
    /// <summary>Two trainings came out the same, bit by bit.</summary>
    /// <param name="database">The database of both.</param>
    /// <param name="checkpoints">The folder of checkpoints of both.</param>
    /// <param name="expected">The id of the one that nothing happened to.</param>
    /// <param name="actual">The id of the other.</param>
    public static async Task AssertSameAsync(NpgsqlDataSource database, string checkpoints, string expected, string actual)
    {
        Assert.Equal(await RolloutsAsync(database, expected), await RolloutsAsync(database, actual));
        Assert.Equal(await FiguresAsync(database, expected), await FiguresAsync(database, actual));
        Assert.Equal(States(checkpoints, expected), States(checkpoints, actual));
    }

    /// <summary>A branch did what its parent did since, bit by bit, and nothing before.</summary>
    /// <param name="database">The database of both.</param>
    /// <param name="checkpoints">The folder of checkpoints of both.</param>
    /// <param name="parent">The id of the parent.</param>
    /// <param name="branch">The id of the branch.</param>
    /// <param name="first">The branch's first own step.</param>
    /// <param name="last">The name of the state that both saved last.</param>
    public static async Task AssertRepeatsAsync(
        NpgsqlDataSource database, string checkpoints, string parent, string branch, int first, string last)
    {
        Assert.Equal(await RolloutsAsync(database, parent, first), await RolloutsAsync(database, branch));
        Assert.Equal(await FiguresAsync(database, parent, first), await FiguresAsync(database, branch));
        Assert.Equal(States(checkpoints, parent)[last], States(checkpoints, branch)[last]);
    }

    /// <summary>A line for each rollout: its place, how it ended, and its tokens with their log-probabilities.</summary>
    public static async Task<List<string>> RolloutsAsync(
        NpgsqlDataSource database, string training, int first = 0, int last = int.MaxValue)
    {
        var rollouts = await ReadAsync(
            database, training, first, last,
            """
            SELECT concat_ws(' ', r.source_type, r.step, r.group_num, r.env_index, r.task_id, r.status, r.reward, r.stop_reason,
              (SELECT string_agg(concat(s.token_ids, s.log_probabilities), ' ' ORDER BY s.step)
               FROM run_state s WHERE s.run_id = r.run_id AND s.step > 0))
            FROM rollout_record r
            WHERE r.training_id = $1 AND r.step BETWEEN $2 AND $3 ORDER BY r.source_type, r.step, r.group_num, r.env_index
            """);
        Assert.NotEmpty(rollouts);
        return rollouts;
    }

    /// <summary>A line for each step and evaluation: what was measured. Losses to infrastructure are no part of it.</summary>
    public static Task<List<string>> FiguresAsync(
        NpgsqlDataSource database, string training, int first = 0, int last = int.MaxValue) => ReadAsync(
        database, training, first, last,
        """
        SELECT concat_ws(' ', source_type, step, status, loss, kl_divergence, policy_gradient_norm, num_tokens,
          (SELECT string_agg(concat(m.key, '=', m.value), ' ' ORDER BY m.key COLLATE "C") FROM json_each(metrics) m
           WHERE m.key NOT LIKE 'rollout\_errors/%'))
        FROM batch_record WHERE training_id = $1 AND step BETWEEN $2 AND $3 ORDER BY source_type, step
        """);

    /// <summary>The saved states, by name, each in full.</summary>
    public static Dictionary<string, string> States(string checkpoints, string training)
    {
        var states = Directory.GetFiles(Path.Combine(checkpoints, training, "weights"))
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)));
        Assert.NotEmpty(states);
        return states;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource database, string training, int first, int last, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(Guid.Parse(training));
        command.Parameters.AddWithValue(first);
        command.Parameters.AddWithValue(last);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }
}
