using System.Collections.Immutable;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>The simulations from the tables that the database keeps in step with the grains' records.</summary>
internal sealed class SimulationIndex(NpgsqlDataSource queries, string serviceId, TimeProvider time) : ISimulationIndex
{
    // The page is cut first, so that runs are counted for its simulations only.
    private const string PageSql =
        """
        SELECT s.id, s.name, s.description, s.environment_name, s.agent_type, s.created_at,
               (SELECT count(*) FROM run r WHERE r.service_id = $1 AND r.simulation_id = s.id AND NOT r.detached)
        FROM (SELECT * FROM simulation WHERE service_id = $1 ORDER BY created_at, id OFFSET $2 LIMIT $3) s
        ORDER BY s.created_at, s.id
        """;

    private readonly ReadRetry _retry = new(time);

    public async Task<SimulationPage> ListAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.RunAsync(token => ReadPageAsync(skip, limit, token), cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }

    private async Task<SimulationPage> ReadPageAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        await using var command = queries.CreateCommand(PageSql);
        command.Parameters.Add(new() { Value = serviceId });
        command.Parameters.Add(new() { Value = skip });
        command.Parameters.Add(new() { Value = limit });
        var items = ImmutableArray.CreateBuilder<SimulationSummary>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new SimulationSummary
            {
                Id = reader.GetString(0),
                Name = reader.GetString(1),
                Description = await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2),
                EnvironmentName = reader.GetString(3),
                AgentType = reader.GetString(4),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
                RunCount = reader.GetInt64(6),
            });
        }

        return new SimulationPage { Items = items.ToImmutable() };
    }
}
