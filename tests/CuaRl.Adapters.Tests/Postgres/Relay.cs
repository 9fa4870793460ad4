using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

/// <summary>A TCP way to a server's socket that can be cut so that the server does not hear of it, as when a network dies.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _near = [];
    private readonly ConcurrentBag<Socket> _far = [];
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;

    public Relay(DatabaseTarget server)
    {
        _server = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The database by this way.</summary>
    public DatabaseTarget Target => new("relay", new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString);

    /// <summary>Ends all connections for the client; for the server they stay open and silent.</summary>
    public void Cut()
    {
        foreach (var socket in _near)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var socket in _near.Concat(_far))
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}"));
                _near.Add(near);
                _far.Add(far);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int length; (length = await from.ReceiveAsync(buffer)) > 0;)
            {
                for (var sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut; the other side is not told.
        }
    }
}
