using System.Collections.Immutable;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Core.Simulations;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>The names of states, in a table of their own.</summary>
internal sealed class StateTags(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeProvider time) : IStateTags
{
    // The lock is the one that a new branch takes: a prune waits for it, and finds the tag afterwards.
    private const string AddSql =
        """
        WITH held AS MATERIALIZED (
          SELECT h.head, h.first_step, h.status FROM run r JOIN run_head h ON h.run_id = r.id
          WHERE r.service_id = $1 AND r.id = $4 FOR KEY SHARE OF h
        ), added AS (
          INSERT INTO state_tag (service_id, simulation_id, name, run_id, step, created_at)
          SELECT $1, $2, $3, $4, $5, $6 FROM held WHERE $5 BETWEEN first_step AND head AND status <> 'pruned'
          ON CONFLICT DO NOTHING RETURNING name
        )
        SELECT $5 BETWEEN first_step AND head, status = 'pruned', EXISTS (SELECT FROM added) FROM held
        """;

    private const string RemoveSql = "DELETE FROM state_tag WHERE service_id = $1 AND simulation_id = $2 AND name = $3";

    private const string FindSql =
        "SELECT name, run_id, step, created_at FROM state_tag WHERE service_id = $1 AND simulation_id = $2 AND name = $3";

    private const string ListSql =
        """
        SELECT name, run_id, step, created_at FROM state_tag
        WHERE service_id = $1 AND simulation_id = $2 AND name > $3 ORDER BY name LIMIT $4
        """;

    private readonly Reads _reads = new(queries, time);

    private enum Outcome
    {
        Added,
        Taken,
        NoState,
        Pruned,
    }

    public async Task<StateTag> AddAsync(
        string? simulationId, string name, StateId state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tag = new StateTag(name, state, now.ToMicroseconds());
        while (true)
        {
            if (await FindAsync(simulationId, name, cancellationToken) is { } first)
            {
                return first.State == state ? first : throw new AlreadyExistsException("tag", name);
            }

            gate.ThrowIfClosed();
            switch (await TryAddAsync(simulationId, tag, cancellationToken))
            {
                case Outcome.Added:
                    return tag;
                case Outcome.NoState:
                    throw new NotFoundException("state", state.ToString());
                case Outcome.Pruned:
                    throw new RunPrunedException(state.RunId);
                default:
                    // Somebody was first; the next look tells with what, or that it is gone again.
                    continue;
            }
        }
    }

    public async Task<bool> RemoveAsync(string? simulationId, string name, CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        try
        {
            await using var command = queries.CreateCommand(RemoveSql);
            command.Parameters.With(serviceId).With(simulationId ?? "").With(name);
            return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }

    public async Task<StateTag?> FindAsync(string? simulationId, string name, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            FindSql, parameters => parameters.With(serviceId).With(simulationId ?? "").With(name), Read, cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<ImmutableArray<StateTag>> ListAsync(
        string? simulationId, string? after, int limit, CancellationToken cancellationToken)
    {
        if (SimulationRules.Storable(after) is { } broken)
        {
            throw new InvalidRequestException("after", broken);
        }

        return [.. await _reads.ListAsync(
            ListSql,
            parameters => parameters.With(serviceId).With(simulationId ?? "").With(after ?? "").With(limit),
            Read,
            cancellationToken)];
    }

    // Repeated like a read: a lost connection may have added it, and then the next look finds it.
    private Task<Outcome> TryAddAsync(string? simulationId, StateTag tag, CancellationToken cancellationToken) =>
        _reads.RunAsync(
            AddSql,
            parameters => parameters.With(serviceId).With(simulationId ?? "").With(tag.Name)
                .With(Guid.Parse(tag.State.RunId)).With(tag.State.Step).With(tag.CreatedAt),
            async (reader, token) =>
                !await reader.ReadAsync(token) ? Outcome.NoState
                : reader.GetBoolean(2) ? Outcome.Added
                : reader.GetBoolean(1) ? Outcome.Pruned
                : reader.GetBoolean(0) ? Outcome.Taken
                : Outcome.NoState,
            cancellationToken);

    private static StateTag Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        new StateId(reader.GetGuid(1).ToString(), reader.GetInt64(2)),
        reader.GetFieldValue<DateTimeOffset>(3));
}
