using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CuaRl.Silo.Hosting;

/// <summary>
/// Where the other silos of a cluster, and clients of its grains, reach this silo. Neither port asks for a key, so it is
/// loopback unless another address is asked for.
/// </summary>
/// <param name="Address">Both listened at and told to the others.</param>
/// <param name="SiloPort">For other silos; 0 means any free port.</param>
/// <param name="GatewayPort">For grain clients; 0 means any free port.</param>
internal sealed record SiloEndpoint(IPAddress Address, int SiloPort, int GatewayPort)
{
    public const string AddressVariable = "CUARL_SILO_ADDRESS";
    public const string SiloPortVariable = "CUARL_SILO_PORT";
    public const string GatewayPortVariable = "CUARL_GATEWAY_PORT";

    private const string Own = "auto";

    /// <summary>Reachable from this machine only, at any free ports.</summary>
    public static SiloEndpoint Default { get; } = new(IPAddress.Loopback, 0, 0);

    /// <summary>Reads the settings; what is null keeps its default.</summary>
    /// <exception cref="ConfigurationException">One is wrong; the message names it.</exception>
    public static SiloEndpoint From(string? address, string? siloPort, string? gatewayPort) => new(
        address is null ? Default.Address : AddressFrom(address, OwnAddresses()),
        PortFrom(SiloPortVariable, siloPort),
        PortFrom(GatewayPortVariable, gatewayPort));

    internal static IPAddress AddressFrom(string text, IReadOnlyList<IPAddress> own)
    {
        if (text.Equals(Own, StringComparison.OrdinalIgnoreCase))
        {
            return own switch
            {
                [var only] => only,
                [] => throw new ConfigurationException(
                    $"{AddressVariable} is '{Own}', but this machine has no IPv4 address that others could reach"),
                _ => throw new ConfigurationException(
                    $"{AddressVariable} is '{Own}', but this machine has several addresses; name one: {string.Join(", ", own)}"),
            };
        }

        return IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new ConfigurationException(
                $"{AddressVariable} is '{text}'; it must be the IP address of this machine that other silos reach, or '{Own}'");
    }

    /// <summary>The same with the ports that it will have: those left open are chosen among the free ones.</summary>
    /// <exception cref="ConfigurationException">A port is taken, or the address is not of this machine.</exception>
    public SiloEndpoint Choose()
    {
        using var silo = Bind(SiloPort, SiloPortVariable);
        using var gateway = Bind(GatewayPort, GatewayPortVariable);
        return this with { SiloPort = PortOf(silo), GatewayPort = PortOf(gateway) };
    }

    private TcpListener Bind(int port, string variable)
    {
        var listener = new TcpListener(Address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new ConfigurationException(
                error.SocketErrorCode == SocketError.AddressNotAvailable
                    ? $"{Address} is no address of this machine; see {AddressVariable}"
                    : $"port {port} of {Address} cannot be listened at: {error.SocketErrorCode}; choose another with {variable}",
                error);
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int PortFrom(string variable, string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new ConfigurationException($"{variable} is '{text}'; it must be a port, or 0 for any free one");
    }

    private static IReadOnlyList<IPAddress> OwnAddresses() =>
        [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))];
}
