using System.Data;
using CuaRl.TestKit.Postgres;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

/// <summary>Calls the membership texts in OrleansQuery as the AdoNet provider does, for one cluster.</summary>
internal sealed class MembershipQueries(PostgresDatabase database, string cluster)
{
    public static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    public sealed record Silo(string Address, int Port, int Generation, int Status = 3, int ProxyPort = 30000);

    public Task<bool> InsertVersionAsync() => BooleanAsync("InsertMembershipVersionKey");

    public Task<bool> InsertAsync(Silo silo, int version) => BooleanAsync(
        "InsertMembershipKey",
        [.. Identity(silo), ("SiloName", DbType.String, "silo"), ("HostName", DbType.String, "host"),
            ("Status", DbType.Int32, silo.Status), ("ProxyPort", DbType.Int32, silo.ProxyPort),
            ("StartTime", DbType.DateTime, Noon), ("IAmAliveTime", DbType.DateTime, Noon), ("Version", DbType.Int32, version)]);

    public Task<bool> UpdateAsync(Silo silo, int version, string? suspects = null) => BooleanAsync(
        "UpdateMembershipKey",
        [.. Identity(silo), ("Status", DbType.Int32, silo.Status), ("SuspectTimes", DbType.String, suspects),
            ("IAmAliveTime", DbType.DateTime, Noon), ("Version", DbType.Int32, version)]);

    public Task AliveAsync(Silo silo, DateTime time) =>
        RowsAsync("UpdateIAmAlivetimeKey", [.. Identity(silo), ("IAmAliveTime", DbType.DateTime, time)]);

    public Task<List<Dictionary<string, object?>>> ReadAllAsync() => RowsAsync("MembershipReadAllKey");

    public Task<List<Dictionary<string, object?>>> ReadRowAsync(Silo silo) => RowsAsync("MembershipReadRowKey", Identity(silo));

    public Task<List<Dictionary<string, object?>>> GatewaysAsync() =>
        RowsAsync("GatewaysQueryKey", ("Status", DbType.Int32, 3));

    public Task DeleteAllAsync() => RowsAsync("DeleteMembershipTableEntriesKey");

    public Task CleanUpAsync(DateTime before) =>
        RowsAsync("CleanupDefunctSiloEntriesKey", ("IAmAliveTime", DbType.DateTime, before));

    public async Task<int> VersionAsync() => (int)(await ReadAllAsync())[0]["Version"]!;

    private static (string, DbType, object?)[] Identity(Silo silo) =>
    [
        ("Address", DbType.String, silo.Address), ("Port", DbType.Int32, silo.Port),
        ("Generation", DbType.Int32, silo.Generation),
    ];

    private async Task<bool> BooleanAsync(string query, params (string, DbType, object?)[] parameters)
    {
        var row = Assert.Single(await RowsAsync(query, parameters));
        return (bool)Assert.Single(row).Value!;
    }

    private async Task<List<Dictionary<string, object?>>> RowsAsync(
        string query, params (string Name, DbType Type, object? Value)[] parameters)
    {
        var text = await database.ScalarAsync<string>($"SELECT querytext FROM orleansquery WHERE querykey = '{query}'");
        await using var command = database.Source.CreateCommand(text!);
        foreach (var (name, type, value) in parameters.Append(("DeploymentId", DbType.String, cluster)))
        {
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value ?? DBNull.Value });
        }

        await using var reader = await command.ExecuteReaderAsync();
        List<Dictionary<string, object?>> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        }

        return rows;
    }
}
