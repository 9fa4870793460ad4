using CuaRl.Adapters.Postgres.ReadModel;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Batches and groups, and what a training's parts are.</summary>
internal sealed partial class TrainingIndex
{
    private const string ResumePointSql =
        """
        SELECT step, checkpoint_path FROM batch_record
        WHERE service_id = $1 AND training_id = $2 AND source_type = 'step' AND status = 'completed'
          AND checkpoint_path IS NOT NULL
        ORDER BY step DESC LIMIT 1
        """;

    private const string BatchesSql =
        $"""
        SELECT {BatchRow.Columns} FROM batch_record b
        WHERE b.service_id = $1 AND b.training_id = $2 AND ($3::text IS NULL OR b.source_type = $3)
          AND (b.created_at, b.id) > ($4, $5)
        ORDER BY b.created_at, b.id LIMIT $6
        """;

    private const string GroupsSql =
        $"""
        SELECT {GroupRow.Columns} FROM group_record g
        WHERE g.service_id = $1 AND g.batch_id = $2 AND g.group_num > $3 ORDER BY g.group_num LIMIT $4
        """;

    private const string Open = " AND status NOT IN ('completed', 'failed', 'cancelled')";

    // The runs of all attempts; only the few that were retried are taken apart. A run without a description that branches off is that of
    // a rollout, whether or not its record came to be.
    private const string NeedSql =
        """
        WITH own AS MATERIALIZED (
          SELECT run_id FROM rollout_record WHERE service_id = $1 AND training_id = $2 AND run_id IS NOT NULL
          UNION
          SELECT plain_member(a.value::text, 'run_id')::uuid FROM rollout_record r, json_array_elements(r.attempts) a
          WHERE r.service_id = $1 AND r.training_id = $2 AND r.attempt_count > 1
        )
        SELECT run_id, needed_by FROM (
          (SELECT own.run_id, 0 AS kind, c.created_at, 'run ' || c.id AS needed_by
          FROM own JOIN run c ON c.start_run_id = own.run_id
          WHERE c.service_id = $1 AND c.status <> 'pruned' AND c.id NOT IN (SELECT run_id FROM own)
            AND NOT (c.parent_run_id IS NOT NULL AND c.description IS NULL)
          ORDER BY own.run_id, c.created_at LIMIT 10)
          UNION ALL
          (SELECT own.run_id, 1, t.created_at, 'tag ' || t.name
          FROM own JOIN state_tag t ON t.run_id = own.run_id AND t.service_id = $1
          ORDER BY own.run_id, t.created_at LIMIT 10)
        ) n ORDER BY run_id, kind, created_at LIMIT 10
        """;

    public async Task<(int Step, string CheckpointPath)?> FindResumePointAsync(
        Guid trainingId, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            ResumePointSql,
            parameters => parameters.With(serviceId).With(trainingId),
            reader => (reader.GetInt32(0), reader.GetString(1)),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<BatchInfo>> ListBatchesAsync(
        Guid trainingId, SourceType? sourceType, CancellationToken cancellationToken) =>
        [.. (await ReadBatchesAsync(trainingId, sourceType, after: null, limit: null, cancellationToken)).Select(row => row.Batch)];

    public async Task<BatchPage> PageBatchesAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        var found = await ReadBatchesAsync(
            Guid.Parse(query.TrainingId), query.SourceType, query.After, query.Limit + 1, cancellationToken);
        var last = found.Count > query.Limit ? found[query.Limit - 1] : default;
        return new BatchPage
        {
            Items = [.. found.Take(query.Limit).Select(row => row.Batch)],
            Next = last.Batch is null ? null : new StateCursor(last.CreatedAt, Guid.Parse(last.Batch.Id), 0).ToString(),
        };
    }

    public Task<IReadOnlyList<GroupInfo>> ListGroupsAsync(Guid batchId, CancellationToken cancellationToken) =>
        ReadGroupsAsync(batchId, after: null, limit: null, cancellationToken);

    public async Task<GroupPage> PageGroupsAsync(GroupQuery query, CancellationToken cancellationToken)
    {
        var found = await ReadGroupsAsync(Guid.Parse(query.BatchId), query.After, query.Limit + 1, cancellationToken);
        return new GroupPage
        {
            Items = [.. found.Take(query.Limit)],
            Next = found.Count > query.Limit
                ? (StateCursor.Start with { Step = found[query.Limit - 1].Definition.Request.GroupNumber }).ToString()
                : null,
        };
    }

    public async Task<IReadOnlyList<Guid>> ListIdsAsync(
        RecordKind kind, Guid trainingId, Guid? batchId, Guid? groupId, bool onlyOpen, CancellationToken cancellationToken)
    {
        var (table, batch, group) = kind switch
        {
            RecordKind.Rollout => ("rollout_record", "batch_id", "group_id"),
            RecordKind.Group => ("group_record", "batch_id", "id"),
            RecordKind.Step or RecordKind.Eval or RecordKind.Baseline => ("batch_record", "id", "NULL::uuid"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no part of a training."),
        };
        return await _reads.ListAsync(
            $"""
            SELECT id FROM {table} WHERE service_id = $1 AND training_id = $2 AND ($3::uuid IS NULL OR {batch} = $3)
              AND ($4::uuid IS NULL OR {group} = $4) {(onlyOpen ? Open : "")} ORDER BY created_at, id
            """,
            parameters => parameters.With(serviceId).With(trainingId).With(batchId).With(groupId),
            reader => reader.GetGuid(0),
            cancellationToken);
    }

    public async Task<(Guid RunId, IReadOnlyList<string> NeededBy)?> FindNeedAsync(
        Guid trainingId, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            NeedSql,
            parameters => parameters.With(serviceId).With(trainingId),
            reader => (RunId: reader.GetGuid(0), NeededBy: reader.GetString(1)),
            cancellationToken);
        return found.Count == 0
            ? null
            : (found[0].RunId, [.. found.TakeWhile(row => row.RunId == found[0].RunId).Select(row => row.NeededBy)]);
    }

    private async Task<IReadOnlyList<(BatchInfo Batch, long CreatedAt)>> ReadBatchesAsync(
        Guid trainingId, SourceType? sourceType, string? after, int? limit, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(after);
        return await _reads.ListAsync(
            BatchesSql,
            parameters => parameters.With(serviceId).With(trainingId)
                .With(sourceType is { } source ? StoredName<SourceType>.Of(source) : null)
                .WithInstant(cursor.CreatedAt).With(cursor.RunId).With(limit),
            reader => (BatchRow.Read(reader), reader.GetInt64(reader.GetOrdinal("created_at"))),
            cancellationToken);
    }

    private async Task<IReadOnlyList<GroupInfo>> ReadGroupsAsync(
        Guid batchId, string? after, int? limit, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(after);
        return await _reads.ListAsync(
            GroupsSql,
            parameters => parameters.With(serviceId).With(batchId).With(cursor.Step).With(limit),
            GroupRow.Read,
            cancellationToken);
    }
}
