using System.Globalization;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Tags and notes in a table of their own. They go with their record.</summary>
internal sealed class Annotations(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeProvider time) : IAnnotations
{
    private const string Columns = "id, kind, number, tag, note, actor, created_at";

    private const string FindSql =
        $"""
        SELECT {Columns} FROM annotation
        WHERE service_id = $1 AND (id = $2 OR (kind = $3 AND number = $4 AND tag = $5)) ORDER BY created_at LIMIT 1
        """;

    private const string ListSql =
        $"""
        SELECT {Columns} FROM annotation WHERE service_id = $1 AND kind = $2 AND number = $3 ORDER BY created_at, id
        """;

    private const string RemoveSql = "DELETE FROM annotation WHERE service_id = $1 AND id = $2";

    private readonly Reads _reads = new(queries, time);

    public async Task<Annotation> AddAsync(Annotation annotation, CancellationToken cancellationToken)
    {
        var asked = annotation with { CreatedAt = annotation.CreatedAt.ToMicroseconds() };
        gate.ThrowIfClosed();
        while (true)
        {
            // Repeated like a read: a lost connection may have added it, and then the look afterwards finds it.
            var isThere = await _reads.RunAsync(
                AddSql(asked.Kind),
                parameters => Bind(parameters, asked),
                async (reader, token) => await reader.ReadAsync(token) && reader.GetBoolean(0),
                cancellationToken);
            if (!isThere)
            {
                throw new NotFoundException(
                    StoredName<RecordKind>.Of(asked.Kind), asked.Number.ToString(CultureInfo.InvariantCulture));
            }

            var found = await _reads.ListAsync(FindSql, parameters => Bind(parameters, asked), Read, cancellationToken);
            if (found.Count > 0)
            {
                return found[0];
            }

            // Somebody took it away in between.
        }
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        try
        {
            await using var command = queries.CreateCommand(RemoveSql);
            command.Parameters.With(serviceId).With(id);
            return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }

    public async Task<IReadOnlyList<Annotation>> ListAsync(
        RecordKind kind, long number, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            ListSql,
            parameters => parameters.With(serviceId).With(StoredName<RecordKind>.Of(kind)).With(number),
            Read,
            cancellationToken);

    // The record's row is held: it goes either before, and is not found, or after, and takes this with it.
    private static string AddSql(RecordKind kind)
    {
        var (table, condition) = kind switch
        {
            RecordKind.Training => ("training_record", "number = $4"),
            RecordKind.Group => ("group_record", "number = $4"),
            RecordKind.Rollout => ("rollout_record", "number = $4"),
            RecordKind.Environment => ("rollout_record", "number = $4 / 100 AND $4 % 100 BETWEEN 1 AND attempt_count"),
            _ => ("batch_record", "number = $4 AND source_type = $3"),
        };
        return
            $"""
            WITH held AS MATERIALIZED (SELECT FROM {table} WHERE service_id = $1 AND {condition} FOR KEY SHARE), added AS (
              INSERT INTO annotation (service_id, id, kind, number, tag, note, actor, created_at)
              SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM held ON CONFLICT DO NOTHING
            )
            SELECT EXISTS (SELECT FROM held)
            """;
    }

    private NpgsqlParameterCollection Bind(NpgsqlParameterCollection parameters, Annotation annotation) => parameters
        .With(serviceId).With(Guid.Parse(annotation.Id)).With(StoredName<RecordKind>.Of(annotation.Kind))
        .With(annotation.Number).With(annotation.Tag).With(annotation.Note).With(annotation.Actor).With(annotation.CreatedAt);

    private static Annotation Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new Annotation
        {
            Id = row.Id(),
            Kind = row.Name<RecordKind>(),
            Number = row.Long(),
            Tag = row.TextOrNull(),
            Note = row.TextOrNull(),
            Actor = row.TextOrNull(),
            CreatedAt = row.Instant(),
        };
    }
}
