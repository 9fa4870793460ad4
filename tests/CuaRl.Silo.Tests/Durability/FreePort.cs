using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>
/// Ports that a killed service can be started at again: below the range that systems hand out to connections, so that
/// nobody takes one in between.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 20_000;
    private const int Count = 10_000;

    private static int _next = Environment.ProcessId * 37 % Count;

    public static string Url()
    {
        while (true)
        {
            var port = Lowest + Interlocked.Increment(ref _next) % Count;
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Taken: try the next.
            }
        }
    }
}
