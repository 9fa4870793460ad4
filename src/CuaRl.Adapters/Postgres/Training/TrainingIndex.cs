using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Trainings from the tables that the database keeps in step with the grains' records.</summary>
internal sealed partial class TrainingIndex(NpgsqlDataSource queries, string serviceId, TimeProvider time) : ITrainingIndex
{
    private const string FindStatusSql = "SELECT number, status, deleting FROM training_record WHERE service_id = $1 AND id = $2";

    private const string FindSql =
        $"SELECT {TrainingRow.Columns} FROM training_record t WHERE t.service_id = $1 AND t.id = $2";

    private const string FindByNameSql =
        $"SELECT {TrainingRow.Columns} FROM training_record t WHERE t.service_id = $1 AND t.run_name = $2";

    // The cursor's place is a row of its own, after all others for the first page.
    private const string ListSql =
        $"""
        SELECT {TrainingRow.Columns} FROM training_record t
        WHERE t.service_id = $1 AND (t.created_at, t.id) < ($2, $3) AND ($5 OR NOT t.archived)
          AND ($6::text IS NULL OR t.status = $6)
        ORDER BY t.created_at DESC, t.id DESC LIMIT $4
        """;

    private const string HistorySql =
        """
        SELECT number, old_status, new_status, progress_percent, status_message, actor, changed_at FROM record_event
        WHERE kind = $2 AND number = $3 AND service_id = $1 AND new_status IS DISTINCT FROM old_status
        ORDER BY id DESC LIMIT $4
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<(long Number, TrainingStatus Status, bool IsDeleting)?> FindStatusAsync(
        Guid trainingId, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            FindStatusSql,
            parameters => parameters.With(serviceId).With(trainingId),
            reader => (reader.GetInt64(0), StoredName<TrainingStatus>.Parse(reader.GetString(1)), reader.GetBoolean(2)),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<TrainingPage> ListAsync(TrainingQuery query, CancellationToken cancellationToken)
    {
        var cursor = Newest.Read(query.After);
        var found = await _reads.ListAsync(
            ListSql,
            parameters => parameters.With(serviceId).WithInstant(cursor.CreatedAt).With(cursor.Id).With(query.Limit + 1)
                .With(query.IncludesArchived).With(query.Status is { } status ? StoredName<TrainingStatus>.Of(status) : null),
            reader => (Training: TrainingRow.Read(reader), CreatedAt: reader.GetInt64(0)),
            cancellationToken);
        var last = found.Count > query.Limit ? found[query.Limit - 1] : default;
        return new TrainingPage
        {
            Items = [.. found.Take(query.Limit).Select(row => row.Training)],
            Next = last.Training is null ? null : new Newest(last.CreatedAt, Guid.Parse(last.Training.Id)).ToString(),
        };
    }

    public async Task<TrainingInfo?> FindAsync(Guid trainingId, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            FindSql, parameters => parameters.With(serviceId).With(trainingId), TrainingRow.Read, cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<TrainingInfo?> FindByNameAsync(string runName, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            FindByNameSql, parameters => parameters.With(serviceId).With(runName), TrainingRow.Read, cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<Guid?> FindIdAsync(RecordKind kind, long number, CancellationToken cancellationToken)
    {
        if (kind is RecordKind.Environment)
        {
            return null;
        }

        var found = await _reads.ListAsync(
            $"SELECT id FROM {RecordTable.Of(kind)} WHERE service_id = $1 AND number = $2",
            parameters => parameters.With(serviceId).With(number),
            reader => reader.GetGuid(0),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<StatusChange>> HistoryAsync(
        RecordKind kind, long number, int limit, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            HistorySql,
            parameters => parameters.With(serviceId).With(StoredName<RecordKind>.Of(kind)).With(number).With(limit),
            reader => ReadChange(kind, reader),
            cancellationToken);

    private static StatusChange ReadChange(RecordKind kind, NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new StatusChange
        {
            Kind = kind,
            Number = row.Long(),
            OldStatus = row.TextOrNull(),
            NewStatus = row.Text(),
            ProgressPercent = row.NumberOrNull(),
            StatusMessage = row.TextOrNull(),
            Actor = row.TextOrNull(),
            ChangedAt = row.Instant(),
        };
    }
}
