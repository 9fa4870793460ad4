using System.Threading.Channels;
using Npgsql;

namespace CuaRl.Benchmarks.Service;

/// <summary>Open connections that callers take turns on, as a program without any service would.</summary>
internal sealed class RawConnections : IAsyncDisposable
{
    private readonly Channel<NpgsqlConnection> _free = Channel.CreateUnbounded<NpgsqlConnection>();

    public static async Task<RawConnections> OpenAsync(NpgsqlDataSource source, int count)
    {
        var connections = new RawConnections();
        for (var i = 0; i < count; i++)
        {
            await connections._free.Writer.WriteAsync(await source.OpenConnectionAsync());
        }

        return connections;
    }

    /// <summary>Works on the next connection that is free.</summary>
    public async Task UseAsync(Func<NpgsqlConnection, Task> work)
    {
        var connection = await _free.Reader.ReadAsync();
        try
        {
            await work(connection);
        }
        finally
        {
            await _free.Writer.WriteAsync(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_free.Reader.TryRead(out var connection))
        {
            await connection.DisposeAsync();
        }
    }
}
