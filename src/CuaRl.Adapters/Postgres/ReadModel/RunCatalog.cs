using CuaRl.Core.Simulations;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>All runs from the tables that the database keeps in step with the grains' records.</summary>
internal sealed class RunCatalog(NpgsqlDataSource queries, string serviceId, TimeProvider time) : IRunCatalog
{
    private const string ListSql =
        $"""
        SELECT {RunRow.InfoColumns}
        FROM run r JOIN run_head h ON h.run_id = r.id
        WHERE r.service_id = $1 AND (r.created_at, r.id) > ($2, $3) AND NOT r.detached
        """;

    private const string PageSql = " ORDER BY r.created_at, r.id LIMIT $4 OFFSET $5";

    private readonly Reads _reads = new(queries, time);

    public async Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(query.After);
        if (SimulationRules.Storable(query.SimulationId) is { } broken)
        {
            throw new InvalidRequestException("simulation_id", broken);
        }

        var found = await _reads.ListAsync(
            query.SimulationId is null ? ListSql + PageSql : $"{ListSql} AND r.simulation_id = $6 {PageSql}",
            parameters => Bind(parameters, query, cursor),
            reader => (Run: RunRow.ReadInfo(reader), CreatedAt: reader.GetInt64(RunRow.CreatedAt)),
            cancellationToken);
        var last = found.Count > query.Limit ? found[query.Limit - 1] : default;
        return new RunPage
        {
            Items = [.. found.Take(query.Limit).Select(row => row.Run)],
            Next = last.Run is null ? null : new StateCursor(last.CreatedAt, Guid.Parse(last.Run.Id), 0).ToString(),
        };
    }

    private void Bind(NpgsqlParameterCollection parameters, RunQuery query, StateCursor cursor)
    {
        parameters.With(serviceId).WithInstant(cursor.CreatedAt).With(cursor.RunId).With(query.Limit + 1).With(query.Skip);
        if (query.SimulationId is { } simulation)
        {
            parameters.With(simulation);
        }
    }
}
