using Npgsql;

namespace CuaRl.Benchmarks.Engine;

/// <summary>The records of the stored grains, read without any engine: by the same index, over the same pool.</summary>
internal sealed class RawReads
{
    private const string Read =
        """
        SELECT payloadbinary, version FROM orleansstorage
        WHERE grainidhash = $1 AND graintypehash = $2 AND grainidextensionstring = $3
        """;

    private readonly NpgsqlDataSource _source;
    private readonly List<(int Hash, int TypeHash, string Key)> _rows;

    private RawReads(NpgsqlDataSource source, List<(int Hash, int TypeHash, string Key)> rows)
    {
        _source = source;
        _rows = rows;
    }

    public static async Task<RawReads> PrepareAsync(NpgsqlDataSource source)
    {
        var rows = new List<(int, int, string)>();
        await using var command = source.CreateCommand("SELECT grainidhash, graintypehash, grainidextensionstring FROM orleansstorage");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2)));
        }

        return new RawReads(source, rows);
    }

    public async Task ReadAsync(int index)
    {
        var (hash, typeHash, key) = _rows[index];
        await using var command = _source.CreateCommand(Read);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = hash });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = typeHash });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _ = reader.GetFieldValue<byte[]>(0);
        }
    }
}
