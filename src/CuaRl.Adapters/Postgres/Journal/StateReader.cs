using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>Reads heads and states.</summary>
internal sealed class StateReader(NpgsqlDataSource lookups, string serviceId, TimeProvider time)
{
    private const long PageBytes = 4 * 1024 * 1024;

    private const string HeadSql = "SELECT head, status FROM run_head WHERE run_id = $1";

    private const string Columns =
        """
        s.step, s.created_at, s.reward, s.step_number, s.done, s.truncated, s.observation, s.action, s.info,
        s.extra_metadata, s.token_ids, s.log_probabilities, s.blobs
        """;

    // It looks into no value that was moved out of its row.
    private const string Bytes =
        """
        octet_length(s.observation) + coalesce(octet_length(s.action), 0) + coalesce(octet_length(s.info), 0)
        + coalesce(octet_length(s.extra_metadata), 0) + coalesce(pg_column_size(s.token_ids), 0)
        + coalesce(pg_column_size(s.log_probabilities), 0)
        """;

    private const string OnePiece = "s.run_id = $1 AND s.step BETWEEN $2 AND $3";

    // An offset, which skips nothing, keeps each piece a look-up of its own: a join may begin with all states there are.
    private const string Pieces =
        """
        unnest($1::uuid[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS p (run_id, first, last, piece)
        CROSS JOIN LATERAL (SELECT * FROM run_state s WHERE s.run_id = p.run_id AND s.step BETWEEN p.first AND p.last OFFSET 0) s
        """;

    // The common cases: nothing when it is too much for a page. To have it ordered could cost as much as to read it, and as
    // a rule it comes in order.
    private const string WholePieceSql =
        $"""
        SELECT 1::bigint, {Columns} FROM run_state s
        WHERE {OnePiece} AND (SELECT sum({Bytes}) FROM run_state s WHERE {OnePiece}) <= $4
        """;

    private const string WholeSql =
        $"SELECT p.piece, {Columns} FROM {Pieces} WHERE (SELECT sum({Bytes}) FROM {Pieces}) <= $4";

    // What lies beyond the bound is never fetched.
    private const string BoundedSql =
        $"""
        SELECT p.piece, {Columns}
        FROM (
          SELECT p.piece, p.run_id, s.step,
            sum({Bytes}) OVER (ORDER BY p.piece, s.step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM {Pieces}
        ) p
        CROSS JOIN LATERAL (SELECT * FROM run_state s WHERE s.run_id = p.run_id AND s.step = p.step OFFSET 0) s
        WHERE before IS NULL OR before < $4
        ORDER BY p.piece, s.step
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
            await using var command = lookups.CreateCommand(HeadSql);
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
        : RunAsync(token => ReadPageAsync(Cut(pieces, limit), token), cancellationToken);

    /// <summary>The pieces up to as many states as there may be.</summary>
    private static LineagePiece[] Cut(IReadOnlyList<LineagePiece> pieces, int limit)
    {
        List<LineagePiece> cut = [];
        for (long room = limit; room > 0 && cut.Count < pieces.Count;)
        {
            var piece = pieces[cut.Count];
            piece = piece.To - piece.From < room ? piece : piece with { To = piece.From + room - 1 };
            room -= piece.To - piece.From + 1;
            cut.Add(piece);
        }

        return [.. cut];
    }

    private async Task<IReadOnlyList<StoredState>> ReadPageAsync(LineagePiece[] pieces, CancellationToken token)
    {
        var runs = Array.ConvertAll(pieces, piece => Guid.ParseExact(piece.RunId, "D"));
        var (firsts, lasts) = (Array.ConvertAll(pieces, piece => piece.From), Array.ConvertAll(pieces, piece => piece.To));
        var whole = pieces.Length == 1
            ? Statement(WholePieceSql, runs[0], firsts[0], lasts[0], PageBytes)
            : Statement(WholeSql, runs, firsts, lasts, PageBytes);
        var states = await ReadPageAsync(whole, pieces, runs, token);
        return states.Count > 0
            ? states
            : await ReadPageAsync(Statement(BoundedSql, runs, firsts, lasts, PageBytes), pieces, runs, token);
    }

    private async Task<IReadOnlyList<StoredState>> ReadPageAsync(
        NpgsqlBatchCommand page, LineagePiece[] pieces, Guid[] runs, CancellationToken token)
    {
        await using var batch = lookups.CreateBatch();
        batch.BatchCommands.Add(page);
        batch.BatchCommands.Add(Statement(PiecesSql, runs, serviceId));
        await using var reader = await batch.ExecuteReaderAsync(token);
        List<StoredState> states = [];
        var isOrdered = true;
        while (await reader.ReadAsync(token))
        {
            var state = StateRow.Read(reader, pieces[(int)reader.GetInt64(0) - 1].RunId);
            isOrdered &= states.Count == 0 || states[^1].Id.Step < state.Id.Step;
            states.Add(state);
        }

        if (!isOrdered)
        {
            states.Sort((one, other) => one.Id.Step.CompareTo(other.Id.Step));
        }

        await reader.NextResultAsync(token);
        for (var i = 0; await reader.ReadAsync(token); i++)
        {
            Complete(states, pieces[i], pieces[0].From, reader);
        }

        return states;
    }

    private static void Complete(List<StoredState> states, LineagePiece piece, long from, NpgsqlDataReader run)
    {
        if (run.IsDBNull(1))
        {
            throw new NotFoundException("run", piece.RunId);
        }

        if (StoredStatus.Parse(run.GetString(1)) == RunStatus.Pruned)
        {
            throw new RunPrunedException(piece.RunId);
        }

        // Pieces follow each other in one history: a place in the page is a step.
        var first = piece.From - from;
        if (piece.From == run.GetInt64(2) && first < states.Count && states[(int)first].Id.Step == piece.From)
        {
            states[(int)first] = states[(int)first] with
            {
                Parent = run.IsDBNull(3) ? null : new StateId(run.GetGuid(3).ToString(), run.GetInt64(4)),
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
