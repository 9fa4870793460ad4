using CuaRl.Adapters.Postgres.ReadModel;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Which trainings come from which.</summary>
internal sealed partial class TrainingIndex
{
    // A training of the same name, and so with the same id, may have come after a parent that was deleted: its number is another. What a
    // penalty draws to is not deleted while anything does.
    private const string NeedingSql =
        """
        SELECT t.run_name FROM training_record t
        WHERE t.service_id = $1 AND NOT t.deleting AND (t.kl_reference_id = $2 OR t.parent_id = $2 AND t.parent_number = $3 AND NOT EXISTS (
          SELECT FROM batch_record b
          WHERE b.service_id = $1 AND b.training_id = t.id AND b.source_type = 'step' AND b.status = 'completed'
            AND b.checkpoint_path IS NOT NULL))
        ORDER BY t.created_at, t.id LIMIT 10
        """;

    private const string AncestrySql =
        $"""
        WITH RECURSIVE up (id, parent_id, parent_number, depth) AS (
          SELECT id, parent_id, parent_number, 0 FROM training_record WHERE service_id = $1 AND id = $2
          UNION ALL
          SELECT p.id, p.parent_id, p.parent_number, up.depth + 1
          FROM up JOIN training_record p ON p.service_id = $1 AND p.id = up.parent_id AND p.number = up.parent_number
        )
        SELECT {TrainingRow.Columns}
        FROM up JOIN training_record t ON t.service_id = $1 AND t.id = up.id ORDER BY up.depth DESC
        """;

    private const string ChildrenSql =
        $"""
        SELECT {TrainingRow.Columns} FROM training_record t
        WHERE t.service_id = $1 AND t.parent_id = $2 AND t.parent_number = $3 ORDER BY t.created_at, t.number
        """;

    public async Task<IReadOnlyList<string>> ListNeedingAsync(Guid trainingId, long number, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            NeedingSql, parameters => parameters.With(serviceId).With(trainingId).With(number), reader => reader.GetString(0),
            cancellationToken);

    public async Task<IReadOnlyList<TrainingInfo>> ListAncestryAsync(Guid trainingId, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            AncestrySql, parameters => parameters.With(serviceId).With(trainingId), TrainingRow.Read, cancellationToken);

    public async Task<IReadOnlyList<TrainingInfo>> ListChildrenAsync(
        Guid trainingId, long number, CancellationToken cancellationToken) => await _reads.ListAsync(
            ChildrenSql, parameters => parameters.With(serviceId).With(trainingId).With(number), TrainingRow.Read, cancellationToken);
}
