using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Tasks in the tables of the original.</summary>
internal sealed class TaskStore(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeProvider time) : ITaskStore
{
    private const string FindSql = $"SELECT {TaskRow.Columns} FROM task WHERE service_id = $1 AND task_id = ANY ($2)";

    private const string ListSql =
        $"""
        SELECT {TaskRow.Columns} FROM task
        WHERE service_id = $1 AND task_id > $2 AND ($3::text IS NULL OR category = $3)
          AND ($4::text IS NULL OR difficulty = $4) AND ($5::text IS NULL OR source_type = $5)
        ORDER BY task_id LIMIT $6
        """;

    // What is there as asked for is not written again. A row comes back only when something was.
    private const string SaveSql =
        """
        INSERT INTO task AS t (task_id, name, description, difficulty, category, max_steps, validation_type, validation_query,
          expected_result, tags, prerequisites, app_name, source_type, validator_url, created_at, updated_at, service_id)
        VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $1)
        ON CONFLICT (service_id, task_id) DO UPDATE SET
          name = excluded.name, description = excluded.description, difficulty = excluded.difficulty,
          category = excluded.category, max_steps = excluded.max_steps, validation_type = excluded.validation_type,
          validation_query = excluded.validation_query, expected_result = excluded.expected_result, tags = excluded.tags,
          prerequisites = excluded.prerequisites, app_name = excluded.app_name, source_type = excluded.source_type,
          validator_url = excluded.validator_url, updated_at = excluded.updated_at
        WHERE $17 AND (t.name, t.description, t.difficulty, t.category, t.max_steps, t.validation_type, t.validation_query,
            t.expected_result, t.tags, t.prerequisites, t.app_name, t.source_type, t.validator_url)
          IS DISTINCT FROM (excluded.name, excluded.description, excluded.difficulty, excluded.category, excluded.max_steps,
            excluded.validation_type, excluded.validation_query, excluded.expected_result, excluded.tags,
            excluded.prerequisites, excluded.app_name, excluded.source_type, excluded.validator_url)
        RETURNING id
        """;

    private const string ValidatorsSql =
        """
        SELECT id, validator_type, validation_query, validation_method, config_json, created_at FROM validator
        WHERE service_id = $1 AND task_id = $2 ORDER BY id
        """;

    private const string RemoveValidatorSql = "DELETE FROM validator WHERE task_id = $1";

    private const string AddValidatorSql =
        """
        INSERT INTO validator (task_id, validator_type, validation_query, validation_method, config_json, created_at, service_id)
        SELECT id, validation_type, validation_query, CASE WHEN validator_url IS NULL THEN 'built_in' ELSE 'http' END,
          CASE WHEN validator_url IS NOT NULL THEN json_build_object('url', validator_url)::text END, updated_at, service_id
        FROM task WHERE id = $1 AND num_nonnulls(validation_query, validator_url) > 0
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<IReadOnlyList<TaskInfo>> SaveAsync(
        IReadOnlyList<TaskDefinition> tasks, bool replaces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        try
        {
            await using var connection = await queries.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            // In one order, so that two who save the same tasks do not wait for each other; the last of a name counts.
            foreach (var task in tasks.GroupBy(task => task.TaskId).OrderBy(some => some.Key, StringComparer.Ordinal))
            {
                await SaveAsync(connection, task.Last(), replaces, now.ToMicroseconds(), cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }

        var stored = (await FindAllAsync([.. tasks.Select(task => task.TaskId)], cancellationToken))
            .ToDictionary(task => task.Definition.TaskId);
        return [.. tasks.Select(task => stored[task.TaskId])];
    }

    public async Task<TaskInfo?> FindAsync(string taskId, CancellationToken cancellationToken) =>
        (await FindAllAsync([taskId], cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<ValidatorInfo>> ListValidatorsAsync(long taskNumber, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            ValidatorsSql, parameters => parameters.With(serviceId).With(taskNumber), ReadValidator, cancellationToken);

    public async Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            ListSql,
            parameters => parameters.With(serviceId).With(query.After ?? "").With(query.Category).With(query.Difficulty)
                .With(query.SourceType).With(query.Limit + 1),
            TaskRow.Read,
            cancellationToken);
        return new TaskPage
        {
            Items = [.. found.Take(query.Limit)],
            Next = found.Count > query.Limit ? found[query.Limit - 1].Definition.TaskId : null,
        };
    }

    private static ValidatorInfo ReadValidator(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new ValidatorInfo
        {
            Number = row.Long(),
            ValidatorType = row.Text(),
            ValidationQuery = row.TextOrNull(),
            ValidationMethod = row.Text(),
            Config = row.Json(),
            CreatedAt = row.Instant(),
        };
    }

    private async Task SaveAsync(
        NpgsqlConnection connection, TaskDefinition task, bool replaces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var save = new NpgsqlCommand(SaveSql, connection);
        TaskRow.Bind(save.Parameters.With(serviceId), task).With(now).With(replaces);
        if (await save.ExecuteScalarAsync(cancellationToken) is not long id)
        {
            return;
        }

        foreach (var sql in new[] { RemoveValidatorSql, AddValidatorSql })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.With(id);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private Task<List<TaskInfo>> FindAllAsync(string[] ids, CancellationToken cancellationToken) =>
        _reads.ListAsync(FindSql, parameters => parameters.With(serviceId).With(ids), TaskRow.Read, cancellationToken);
}
