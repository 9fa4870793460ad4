using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>Reads heads and states.</summary>
internal sealed class StateReader(NpgsqlDataSource queries, string serviceId, TimeProvider time)
{
    private const long PageBytes = 4 * 1024 * 1024;

    private const string HeadSql = "SELECT head, status FROM run_head WHERE run_id = $1";

    // The sum of sizes looks into no value that was moved out of its row, and what lies beyond the bound is never fetched.
    private const string StatesSql =
        """
        SELECT piece, step, created_at, reward, step_number, done, truncated, observation, action, info, extra_metadata,
          token_ids, log_probabilities, blobs
        FROM (
          SELECT p.piece, s.*, sum(octet_length(observation) + coalesce(octet_length(action), 0) + coalesce(octet_length(info), 0)
            + coalesce(octet_length(extra_metadata), 0) + coalesce(pg_column_size(token_ids), 0)
            + coalesce(pg_column_size(log_probabilities), 0))
            OVER (ORDER BY p.piece, s.step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS p (run_id, first, last, piece)
          CROSS JOIN LATERAL (
            SELECT * FROM run_state WHERE run_id = p.run_id AND step BETWEEN p.first AND p.last ORDER BY step LIMIT $4) s
        ) page
        WHERE before IS NULL OR before < $5
        ORDER BY piece, step
        LIMIT $4
        """;

    // Asked after the states, so that it tells of a prune that deleted any of them.
    private const string PiecesSql =
        """
        SELECT p.piece, h.status, h.first_step, r.start_run_id, r.start_step
        FROM unnest($1::uuid[]) WITH ORDINALITY AS p (run_id, piece)
        LEFT JOIN run_head h ON h.run_id = p.run_id
        LEFT JOIN run r ON r.service_id = $2 AND r.id = p.run_id
        ORDER BY p.piece
        """;

    private readonly ReadRetry _retry = new(time);

    public Task<RunHead?> FindHeadAsync(Guid runId, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            await using var command = queries.CreateCommand(HeadSql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token)
                ? new RunHead(reader.GetInt64(0), StoredStatus.Parse(reader.GetString(1)))
                : (RunHead?)null;
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredState>> ReadAsync(
        IReadOnlyList<LineagePiece> pieces, int limit, CancellationToken cancellationToken) =>
        pieces.Count == 0 ? Task.FromResult<IReadOnlyList<StoredState>>([])
        : RunAsync(token => ReadPageAsync(Cut(pieces, limit), limit, token), cancellationToken);

    // Pieces follow each other in one history, so only the last one can be shorter than it says.
    private static LineagePiece[] Cut(IReadOnlyList<LineagePiece> pieces, int limit)
    {
        var count = 0;
        for (long states = 0; count < pieces.Count && states < limit; count++)
        {
            states += pieces[count].To - pieces[count].From + 1;
        }

        return [.. pieces.Take(count)];
    }

    private async Task<IReadOnlyList<StoredState>> ReadPageAsync(LineagePiece[] pieces, int limit, CancellationToken token)
    {
        var runs = Array.ConvertAll(pieces, piece => Guid.ParseExact(piece.RunId, "D"));
        await using var batch = queries.CreateBatch();
        batch.BatchCommands.Add(Statement(
            StatesSql, runs, Array.ConvertAll(pieces, piece => piece.From), Array.ConvertAll(pieces, piece => piece.To), limit,
            PageBytes));
        batch.BatchCommands.Add(Statement(PiecesSql, runs, serviceId));
        await using var reader = await batch.ExecuteReaderAsync(token);
        List<StoredState> states = new(Math.Min(limit, 1024));
        var firsts = new int[pieces.Length];
        Array.Fill(firsts, -1);
        while (await reader.ReadAsync(token))
        {
            var piece = (int)reader.GetInt64(0) - 1;
            firsts[piece] = firsts[piece] < 0 ? states.Count : firsts[piece];
            states.Add(StateRow.Read(reader, pieces[piece].RunId));
        }

        await reader.NextResultAsync(token);
        for (var i = 0; await reader.ReadAsync(token); i++)
        {
            Complete(states, firsts[i], pieces[i].RunId, reader);
        }

        return states;
    }

    private static void Complete(List<StoredState> states, int first, string runId, NpgsqlDataReader piece)
    {
        if (piece.IsDBNull(1))
        {
            throw new NotFoundException("run", runId);
        }

        if (StoredStatus.Parse(piece.GetString(1)) == RunStatus.Pruned)
        {
            throw new RunPrunedException(runId);
        }

        if (first >= 0 && states[first].Id.Step == piece.GetInt64(2))
        {
            states[first] = states[first] with
            {
                Parent = piece.IsDBNull(3) ? null : new StateId(piece.GetGuid(3).ToString(), piece.GetInt64(4)),
            };
        }
    }

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<object> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            statement.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return statement;
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.RunAsync(read, cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }
}
