using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.Live;

/// <summary>What changes in a training: written records from their log, turns from the heads of the rollouts' runs.</summary>
internal sealed class LiveChanges(NpgsqlDataSource queries, string serviceId, TimeProvider time) : ILiveChanges
{
    // A row comes into sight when its transaction commits, which is not the order in which they began. Below the oldest one
    // under way all have ended, so that nothing can appear there any more.
    private const string ReadSql =
        """
        WITH horizon AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
        SELECT horizon.xmin, EXISTS (SELECT FROM training_record WHERE service_id = $1 AND id = $2), c.*
        FROM horizon LEFT JOIN LATERAL (
          (SELECT e.xact, false AS is_turn, e.id AS place, e.kind, e.record_id, e.number, e.old_status, e.new_status,
             e.progress_percent, e.status_message, e.actor, CASE WHEN h.head >= 0 THEN h.head END AS turn, e.changed_at
           FROM record_event e
           LEFT JOIN rollout_record r ON e.kind = 'rollout' AND r.service_id = e.service_id AND r.id = e.record_id
           LEFT JOIN run_head h ON h.run_id = r.run_id
           WHERE e.service_id = $1 AND e.training_id = $2 AND (e.xact, e.id) > ($3, $4) AND e.xact < horizon.xmin
           ORDER BY e.xact, e.id LIMIT $7)
          UNION ALL
          (SELECT h.changed, true, r.number, 'turn', r.id, r.number, NULL, NULL, NULL, NULL, NULL, h.head, NULL
           FROM rollout_record r JOIN run_head h ON h.run_id = r.run_id
           WHERE r.service_id = $1 AND r.training_id = $2 AND r.status IN ('pending', 'env_creation', 'agent_init', 'running')
             AND (h.changed, r.number) > ($5, $6) AND h.changed < horizon.xmin AND h.head >= 0
           ORDER BY h.changed, r.number LIMIT $7)
          ORDER BY 1, 2, 3 LIMIT $7) c ON true
        """;

    private readonly Reads _reads = new(queries, time);

    public Task<LivePage> ReadAsync(Guid trainingId, LiveCursor? after, int limit, CancellationToken cancellationToken) =>
        _reads.RunAsync(
            ReadSql,
            parameters => Bind(parameters, trainingId, after ?? LiveCursor.Before(ulong.MaxValue), limit),
            (reader, token) => ReadAsync(reader, limit, token),
            cancellationToken);

    private static async Task<LivePage> ReadAsync(NpgsqlDataReader reader, int limit, CancellationToken cancellationToken)
    {
        List<LiveChange> changes = [];
        var (end, exists) = (default(LiveCursor), false);
        while (await reader.ReadAsync(cancellationToken))
        {
            end = LiveCursor.Before(reader.GetFieldValue<ulong>(0));
            exists = reader.GetBoolean(1);
            if (!reader.IsDBNull(2))
            {
                changes.Add(ReadChange(reader));
            }
        }

        var isFull = changes.Count == limit;
        return new LivePage(changes, isFull ? changes[^1].Cursor : end, isFull, exists);
    }

    private static LiveChange ReadChange(NpgsqlDataReader reader) => new()
    {
        Cursor = new LiveCursor(reader.GetFieldValue<ulong>(2), reader.GetBoolean(3), reader.GetInt64(4)),
        Kind = reader.GetString(5),
        Id = reader.GetGuid(6),
        Number = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        OldStatus = reader.Text(8),
        NewStatus = reader.Text(9),
        ProgressPercent = reader.IsDBNull(10) ? null : reader.GetDouble(10),
        StatusMessage = reader.Text(11),
        Actor = reader.Text(12),
        Turn = reader.IsDBNull(13) ? null : reader.GetInt64(13),
        ChangedAt = reader.IsDBNull(14) ? null : reader.GetFieldValue<DateTimeOffset>(14),
    };

    private void Bind(NpgsqlParameterCollection parameters, Guid trainingId, LiveCursor after, int limit)
    {
        parameters.With(serviceId).With(trainingId);

        // Among the turns of a transaction its records lie behind, and before its turns none of them was told.
        WithPlace(parameters, after.Transaction, after.IsTurn ? long.MaxValue : after.Place);
        WithPlace(parameters, after.Transaction, after.IsTurn ? after.Place : long.MinValue);
        parameters.With(limit);
    }

    private static void WithPlace(NpgsqlParameterCollection parameters, ulong transaction, long place)
    {
        parameters.Add(new NpgsqlParameter<ulong> { TypedValue = transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        parameters.With(place);
    }
}
