using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>What changes of trainings have yet to reach: the difference between what is stored above and below.</summary>
internal sealed partial class TrainingIndex
{
    private const string Parts = "service_id = $1 AND training_id = $2";

    private const string BranchedRunsSql =
        """
        SELECT 0 AS kind, id FROM run
        WHERE service_id = $1 AND simulation_id = $2::text AND parent_run_id IS NOT NULL AND description IS NULL AND status <> 'pruned'
        """;

    private const string UnsweptSql =
        $"""
        SELECT t.id FROM training_record t WHERE t.service_id = $1 AND (t.deleting
          OR t.status = 'cancelled' AND (
            EXISTS (SELECT FROM rollout_record WHERE service_id = $1 AND training_id = t.id{Open})
            OR EXISTS (SELECT FROM group_record WHERE service_id = $1 AND training_id = t.id{Open})
            OR EXISTS (SELECT FROM batch_record WHERE service_id = $1 AND training_id = t.id{Open}))
          OR t.status IN ('paused', 'running', 'initializing') AND EXISTS (
            SELECT FROM rollout_record WHERE service_id = $1 AND training_id = t.id{Open} AND paused <> (t.status = 'paused')))
        """;

    public async Task<IReadOnlyList<(RecordKind Kind, Guid Id)>> ListUnreachedAsync(
        Guid trainingId, SweepGoal goal, int limit, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            $"SELECT kind, id FROM ({Unreached(goal)}) u ORDER BY kind LIMIT $3",
            parameters => parameters.With(serviceId).With(trainingId).With(limit),
            reader => (KindOf(reader.GetInt32(0)), reader.GetGuid(1)),
            cancellationToken);

    public async Task<int> CountUnreachedAsync(Guid trainingId, SweepGoal goal, CancellationToken cancellationToken)
    {
        var counted = await _reads.ListAsync(
            $"SELECT count(*)::integer FROM ({Unreached(goal)}{(goal == SweepGoal.Deleted ? $" UNION ALL {BranchedRunsSql}" : "")}) u",
            parameters => parameters.With(serviceId).With(trainingId),
            reader => reader.GetInt32(0),
            cancellationToken);
        return counted[0];
    }

    public async Task<IReadOnlyList<Guid>> ListBranchedRunsAsync(
        Guid trainingId, int limit, CancellationToken cancellationToken) => await _reads.ListAsync(
            $"{BranchedRunsSql} LIMIT $3", parameters => parameters.With(serviceId).With(trainingId).With(limit), reader => reader.GetGuid(1),
            cancellationToken);

    public async Task<IReadOnlyList<Guid>> ListUnsweptAsync(CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            UnsweptSql, parameters => parameters.With(serviceId), reader => reader.GetGuid(0), cancellationToken);

    private static string Unreached(SweepGoal goal) => goal switch
    {
        SweepGoal.Going => $"SELECT 0 AS kind, id FROM rollout_record WHERE {Parts}{Open} AND paused",
        SweepGoal.Paused => $"SELECT 0 AS kind, id FROM rollout_record WHERE {Parts}{Open} AND NOT paused",
        SweepGoal.Ended => All(Open),
        SweepGoal.Deleted => All(""),
        _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, "It is no goal of a sweep."),
    };

    private static string All(string condition) =>
        $"""
        SELECT 0 AS kind, id FROM rollout_record WHERE {Parts}{condition}
        UNION ALL SELECT 1, id FROM group_record WHERE {Parts}{condition}
        UNION ALL SELECT 2, id FROM batch_record WHERE {Parts}{condition}
        """;

    private static RecordKind KindOf(int kind) => kind switch
    {
        0 => RecordKind.Rollout,
        1 => RecordKind.Group,
        _ => RecordKind.Step,
    };
}
