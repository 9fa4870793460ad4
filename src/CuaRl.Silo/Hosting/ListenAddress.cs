using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CuaRl.Silo.Hosting;

/// <summary>One address that the service listens at.</summary>
/// <param name="Host">As given: <c>127.0.0.1</c>, <c>localhost</c>, <c>[::1]</c>, <c>*</c>.</param>
/// <param name="Port">0 means any free port.</param>
internal sealed record ListenAddress(string Host, int Port)
{
    public const string Default = "http://127.0.0.1:8080";

    private const string Setting = "--urls";

    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public string Url => $"http://{Host}:{Port}";

    /// <summary>Reads one or more addresses, separated by semicolons.</summary>
    /// <exception cref="ConfigurationException">One of them is no address.</exception>
    public static IReadOnlyList<ListenAddress> Parse(string urls)
    {
        var addresses = urls
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(One)
            .ToList();
        return addresses.Count > 0
            ? addresses
            : throw new ConfigurationException($"{Setting} names no address; the default is {Default}");
    }

    /// <summary>Finds out early, before anything is made, that an address cannot be had.</summary>
    /// <exception cref="ConfigurationException">The port is taken, or the address is not of this machine.</exception>
    public void CheckFree()
    {
        if (Port == 0)
        {
            return;
        }

        try
        {
            using var probe = new TcpListener(ToBind(), Port);
            probe.Start();
        }
        catch (SocketException error)
        {
            throw Refused(error.SocketErrorCode, error);
        }
    }

    /// <summary>Why the address cannot be had.</summary>
    public ConfigurationException Refused(SocketError code, Exception cause) => new(
        code switch
        {
            SocketError.AddressAlreadyInUse =>
                $"port {Port} is in use; stop what listens there or choose another with {Setting} http://{Host}:PORT",
            SocketError.AccessDenied => $"port {Port} needs privileges; choose one above 1023 with {Setting}",
            SocketError.AddressNotAvailable => $"{Host} is no address of this machine; see {Setting}",
            _ => $"{Url} cannot be listened at: {code}; see {Setting}",
        },
        cause);

    private static ListenAddress One(string url)
    {
        const string Scheme = "http://";
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigurationException(
                $"{Setting}: '{url}' must start with http://; for https put a reverse proxy in front");
        }

        var authority = url[Scheme.Length..].TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        var host = colon < 0 || authority.EndsWith(']') ? authority : authority[..colon];
        var port = host.Length == authority.Length ? "80" : authority[(colon + 1)..];
        var isName = Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown;
        return (isName || host is "*" or "+")
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= IPEndPoint.MaxPort
                ? new ListenAddress(host, number)
                : throw new ConfigurationException($"{Setting}: '{url}' is no http://HOST:PORT");
    }

    /// <summary>As Kestrel reads a host: a name other than localhost means every address.</summary>
    private IPAddress ToBind() =>
        IPAddress.TryParse(Host, out var address) ? address : IsLoopback ? IPAddress.Loopback : IPAddress.IPv6Any;
}
