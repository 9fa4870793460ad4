using System.Text.Json.Nodes;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Monitor;

/// <summary>The monitor's rows from the views that bear the names of the original's tables.</summary>
internal sealed class MonitorReads(NpgsqlDataSource queries, string serviceId, TimeProvider time) : IMonitorReads
{
    private readonly Reads _reads = new(queries, time);

    public Task<IReadOnlyList<MonitorRow>> ListTrainingsAsync(CancellationToken cancellationToken) =>
        ListRecordsAsync(MonitorSql.Trainings, number: null, cancellationToken);

    public Task<MonitorRow?> FindTrainingAsync(long training, CancellationToken cancellationToken) =>
        FindRecordAsync(MonitorSql.Training, training, cancellationToken);

    public async Task<IReadOnlyList<MonitorRow>> ListTimelineAsync(long training, CancellationToken cancellationToken)
    {
        var baselines = await ListRecordsAsync(MonitorSql.Baselines, training, cancellationToken);
        var steps = await ListRecordsAsync(MonitorSql.Steps, training, cancellationToken);
        var evals = await ListRecordsAsync(MonitorSql.Evals, training, cancellationToken);
        return [.. baselines.Concat(steps).Concat(evals)
            .OrderBy(row => (string?)row.Values["created_at"], StringComparer.Ordinal)];
    }

    public Task<MonitorRow?> FindItemAsync(SourceType type, long item, CancellationToken cancellationToken) =>
        FindRecordAsync(MonitorSql.Item(Name(type)), item, cancellationToken);

    public Task<IReadOnlyList<MonitorRow>> ListGroupsAsync(SourceType type, long item, CancellationToken cancellationToken) =>
        ListRecordsAsync(MonitorSql.Groups(Name(type)), item, cancellationToken);

    public Task<IReadOnlyList<MonitorRow>> ListRolloutsAsync(SourceType type, long item, CancellationToken cancellationToken) =>
        ListRecordsAsync(MonitorSql.Rollouts(Name(type)), item, cancellationToken);

    public Task<MonitorRow?> FindRolloutAsync(long rollout, CancellationToken cancellationToken) =>
        FindRecordAsync(MonitorSql.Rollout, rollout, cancellationToken);

    public async Task<JsonArray> ListValidationsAsync(long rollout, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            MonitorSql.Validations, parameters => parameters.With(serviceId).With(rollout), reader => JsonRows.Read(reader),
            cancellationToken);
        return found is [{ } row] && row["validations"] is JsonArray judgements ? judgements : [];
    }

    public Task<JsonObject?> FindTaskAsync(long task, CancellationToken cancellationToken) =>
        FindAsync(MonitorSql.Task, cancellationToken, task);

    public Task<JsonObject?> FindEnvironmentAsync(long environment, CancellationToken cancellationToken) =>
        FindAsync(MonitorSql.Environment, cancellationToken, environment);

    public Task<IReadOnlyList<JsonObject>> ListTurnsAsync(long rollout, CancellationToken cancellationToken) =>
        ListAsync(MonitorSql.Turns, cancellationToken, rollout);

    public Task<bool> HasTurnAsync(long rollout, long turn, CancellationToken cancellationToken) =>
        _reads.RunAsync(
            MonitorSql.HasTurn,
            parameters => parameters.With(rollout).With(PlaceOf(turn)).With(turn),
            async (reader, token) => await reader.ReadAsync(token) && reader.GetBoolean(0),
            cancellationToken);

    public Task<IReadOnlyList<JsonObject>> ListActionsAsync(long rollout, long? turn, CancellationToken cancellationToken) =>
        turn is { } one
            ? ListAsync(MonitorSql.ActionsOfTurn, cancellationToken, rollout, PlaceOf(one), one)
            : ListAsync(MonitorSql.ActionsOfRollout, cancellationToken, rollout);

    public Task<IReadOnlyList<JsonObject>> ListObservationsAsync(
        long rollout, long turn, CancellationToken cancellationToken) =>
        ListAsync(MonitorSql.Observations, cancellationToken, rollout, PlaceOf(turn), turn);

    public Task<JsonObject?> FindModelInputAsync(long rollout, long turn, CancellationToken cancellationToken) =>
        FindAsync(MonitorSql.ModelInput, cancellationToken, rollout, PlaceOf(turn), turn);

    public Task<JsonObject?> FindScreenshotAsync(long rollout, long observation, CancellationToken cancellationToken) =>
        FindAsync(MonitorSql.Screenshot, cancellationToken, rollout, PlaceOf(observation / 10), observation);

    /// <summary>The place of a turn in its rollout, which its number ends with.</summary>
    private static long PlaceOf(long turn) => turn % 10_000;

    /// <summary>The table of the original.</summary>
    private static string Name(SourceType type) => type switch
    {
        SourceType.Step or SourceType.WarmStart => "step",
        SourceType.Eval => "eval",
        SourceType.Baseline => "baseline",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no table"),
    };

    private async Task<IReadOnlyList<MonitorRow>> ListRecordsAsync(
        string sql, long? number, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            sql,
            parameters =>
            {
                parameters.With(serviceId);
                if (number is { } given)
                {
                    parameters.With(given);
                }
            },
            reader => new MonitorRow(reader.GetGuid(0), JsonRows.Read(reader, first: 1)),
            cancellationToken);

    private async Task<MonitorRow?> FindRecordAsync(string sql, long number, CancellationToken cancellationToken) =>
        (await ListRecordsAsync(sql, number, cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<JsonObject>> ListAsync(
        string sql, CancellationToken cancellationToken, params long[] numbers) =>
        await _reads.ListAsync(
            sql,
            parameters =>
            {
                foreach (var number in numbers)
                {
                    parameters.With(number);
                }
            },
            reader => JsonRows.Read(reader),
            cancellationToken);

    private async Task<JsonObject?> FindAsync(string sql, CancellationToken cancellationToken, params long[] numbers) =>
        (await ListAsync(sql, cancellationToken, numbers)).SingleOrDefault();
}
