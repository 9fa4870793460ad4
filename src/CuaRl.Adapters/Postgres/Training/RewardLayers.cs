using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Layers in tables of their own. They go with their training.</summary>
internal sealed class RewardLayers(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeProvider time) : IRewardLayers
{
    // The training's row is held: it goes either before, and is not found, or after, and takes the layer with it. Who replaces
    // the same layer waits for its row.
    private const string PutSql =
        """
        WITH held AS MATERIALIZED (
          SELECT FROM training_record WHERE service_id = $1 AND id = $2 FOR KEY SHARE
        )
        INSERT INTO reward_layer (service_id, training_id, name, function, version, computed_at)
        SELECT $1, $2, $3, $4, $5, $6 FROM held
        ON CONFLICT (service_id, training_id, name) DO UPDATE SET
          function = excluded.function, version = excluded.version, computed_at = excluded.computed_at
        """;

    private const string EmptySql = "DELETE FROM reward_layer_row WHERE service_id = $1 AND training_id = $2 AND name = $3";

    private const string FillSql =
        """
        INSERT INTO reward_layer_row (service_id, training_id, name, rollout_id, reward)
        SELECT $1, $2, $3, r.rollout_id, r.reward FROM unnest($4::uuid[], $5::double precision[]) AS r (rollout_id, reward)
        """;

    private const string ListSql =
        """
        SELECT l.name, l.function, l.version, count(w.rollout_id), count(*) FILTER (WHERE w.reward IS DISTINCT FROM r.reward),
          avg(w.reward), avg(r.reward), l.computed_at
        FROM reward_layer l
        LEFT JOIN reward_layer_row w ON w.service_id = $1 AND w.training_id = $2 AND w.name = l.name
        LEFT JOIN rollout_record r ON r.service_id = $1 AND r.id = w.rollout_id
        WHERE l.service_id = $1 AND l.training_id = $2 AND ($3::text IS NULL OR l.name = $3)
        GROUP BY l.service_id, l.training_id, l.name ORDER BY l.name
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<RewardLayer> ReplaceAsync(
        Guid trainingId, string layer, string function, int version,
        IReadOnlyList<(Guid RolloutId, double Reward)> rewards, DateTimeOffset computedAt, CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        try
        {
            await using var connection = await queries.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var put = new NpgsqlCommand(PutSql, connection);
            put.Parameters.With(serviceId).With(trainingId).With(layer).With(function).With(version)
                .With(computedAt.ToMicroseconds());
            if (await put.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                throw new NotFoundException("training", trainingId.ToString());
            }

            await using var empty = new NpgsqlCommand(EmptySql, connection);
            empty.Parameters.With(serviceId).With(trainingId).With(layer);
            await empty.ExecuteNonQueryAsync(cancellationToken);
            await using var fill = new NpgsqlCommand(FillSql, connection);
            fill.Parameters.With(serviceId).With(trainingId).With(layer)
                .With(rewards.Select(row => row.RolloutId).ToArray()).With(rewards.Select(row => row.Reward).ToArray());
            await fill.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }

        var stored = await ListAsync(trainingId, layer, cancellationToken);
        return stored.Count > 0 ? stored[0] : throw new NotFoundException("training", trainingId.ToString());
    }

    public async Task<IReadOnlyList<RewardLayer>> ListAsync(Guid trainingId, CancellationToken cancellationToken) =>
        await ListAsync(trainingId, null, cancellationToken);

    private Task<List<RewardLayer>> ListAsync(Guid trainingId, string? layer, CancellationToken cancellationToken) =>
        _reads.ListAsync(
            ListSql, parameters => parameters.With(serviceId).With(trainingId).With(layer), Read, cancellationToken);

    private static RewardLayer Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new RewardLayer
        {
            Name = row.Text(),
            Function = row.Text(),
            Version = row.Integer(),
            Rollouts = row.Long(),
            Changed = row.Long(),
            MeanReward = row.NumberOrNull(),
            MeanRecordedReward = row.NumberOrNull(),
            ComputedAt = row.Instant(),
        };
    }
}
