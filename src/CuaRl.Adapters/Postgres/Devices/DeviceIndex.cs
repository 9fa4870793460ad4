using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Adapters.Postgres.Training;
using CuaRl.Core.Simulations;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Devices;

/// <summary>Devices from the tables that the database keeps in step with the grains' records.</summary>
internal sealed class DeviceIndex(NpgsqlDataSource queries, string serviceId, TimeProvider time) : IDeviceIndex
{
    private const string PoolSql =
        $"SELECT {DeviceRow.Columns} FROM device_record d WHERE d.service_id = $1 AND d.pool = $2 ORDER BY d.id";

    private const string ListSql =
        $"""
        SELECT {DeviceRow.Columns} FROM device_record d
        WHERE d.service_id = $1 AND d.id > $2 AND ($4::text IS NULL OR d.pool = $4)
          AND ($5::text IS NULL OR d.status = $5) AND ($6::boolean IS NULL OR (d.lease_id IS NOT NULL) = $6)
        ORDER BY d.id LIMIT $3
        """;

    private const string PoolsSql =
        """
        SELECT id FROM device_pool_record WHERE service_id = $1
        UNION SELECT pool FROM device_record WHERE service_id = $1 AND pool IS NOT NULL
        ORDER BY 1
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<string> OwnerAsync(CancellationToken cancellationToken) =>
        (await _reads.ListAsync("SELECT id FROM device_owner", _ => { }, reader => reader.GetString(0), cancellationToken)).Single();

    public async Task<IReadOnlyList<DeviceInfo>> ListPoolAsync(string pool, CancellationToken cancellationToken) =>
        await _reads.ListAsync(PoolSql, parameters => parameters.With(serviceId).With(pool), DeviceRow.Read, cancellationToken);

    public async Task<DevicePage> ListAsync(DeviceQuery query, CancellationToken cancellationToken)
    {
        Check("pool", query.Pool);
        Check("after", query.After);
        var found = await _reads.ListAsync(
            ListSql,
            parameters => parameters.With(serviceId).With(query.After ?? "").With(query.Limit + 1).With(query.Pool)
                .With(query.Status is { } status ? StoredName<EnvironmentStatus>.Of(status) : null).With(query.IsLeased),
            DeviceRow.Read,
            cancellationToken);
        return new DevicePage
        {
            Items = [.. found.Take(query.Limit)],
            Next = found.Count > query.Limit ? found[query.Limit - 1].Id : null,
        };
    }

    public async Task<IReadOnlyList<string>> ListPoolsAsync(CancellationToken cancellationToken) =>
        await _reads.ListAsync(PoolsSql, parameters => parameters.With(serviceId), reader => reader.GetString(0), cancellationToken);

    private static void Check(string field, string? value)
    {
        if (SimulationRules.Storable(value) is { } broken)
        {
            throw new InvalidRequestException(field, broken);
        }
    }
}
