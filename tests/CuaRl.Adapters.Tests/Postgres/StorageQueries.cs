using System.Data;
using CuaRl.TestKit.Postgres;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

/// <summary>Calls the texts in OrleansQuery as the AdoNet provider does: by name, with typed nulls, one row at most.</summary>
internal sealed class StorageQueries(PostgresDatabase database)
{
    public sealed record Key(
        int Hash, long N0, long N1, string? Extension, string Type = "probe", int TypeHash = 7, string Service = "tests")
    {
        public static Key Text(string key) => new(key.GetHashCode(StringComparison.Ordinal), 0, 0, key);
    }

    public async Task<(byte[]? Payload, int? Version)[]> ReadAsync(Key key)
    {
        await using var command = await CommandAsync("ReadFromStorageKey", key);
        await using var reader = await command.ExecuteReaderAsync();
        List<(byte[]?, int?)> rows = [];
        while (await reader.ReadAsync())
        {
            var payload = reader.GetOrdinal("PayloadBinary");
            var version = reader.GetOrdinal("Version");
            rows.Add((
                await reader.IsDBNullAsync(payload) ? null : reader.GetFieldValue<byte[]>(payload),
                await reader.IsDBNullAsync(version) ? null : reader.GetInt32(version)));
        }

        return [.. rows];
    }

    /// <summary>The new version, or null for a conflict.</summary>
    public async Task<int?> WriteAsync(Key key, int? version, params byte[] payload)
    {
        await using var command = await CommandAsync("WriteToStorageKey", key);
        Add(command, "GrainStateVersion", DbType.Int32, version);
        Add(command, "PayloadBinary", DbType.Binary, payload);
        return await VersionAsync(command);
    }

    public Task<int?> ClearAsync(Key key, int? version) => ChangeAsync("ClearStorageKey", key, version);

    public Task<int?> DeleteAsync(Key key, int? version) => ChangeAsync("DeleteStorageKey", key, version);

    private async Task<int?> ChangeAsync(string query, Key key, int? version)
    {
        await using var command = await CommandAsync(query, key);
        Add(command, "GrainStateVersion", DbType.Int32, version);
        return await VersionAsync(command);
    }

    private static async Task<int?> VersionAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        int? result = null;
        if (await reader.ReadAsync())
        {
            var version = reader.GetOrdinal("NewGrainStateVersion");
            result = await reader.IsDBNullAsync(version) ? null : reader.GetInt32(version);
            Assert.False(await reader.ReadAsync(), "More than one row came back.");
        }

        return result;
    }

    private async Task<NpgsqlCommand> CommandAsync(string query, Key key)
    {
        var text = await database.ScalarAsync<string>($"SELECT querytext FROM orleansquery WHERE querykey = '{query}'");
        var command = database.Source.CreateCommand(text!);
        Add(command, "GrainIdHash", DbType.Int32, key.Hash);
        Add(command, "GrainIdN0", DbType.Int64, key.N0);
        Add(command, "GrainIdN1", DbType.Int64, key.N1);
        Add(command, "GrainTypeHash", DbType.Int32, key.TypeHash);
        Add(command, "GrainTypeString", DbType.String, key.Type);
        Add(command, "GrainIdExtensionString", DbType.String, key.Extension);
        Add(command, "ServiceId", DbType.String, key.Service);
        return command;
    }

    private static void Add(NpgsqlCommand command, string name, DbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value ?? DBNull.Value });
}
