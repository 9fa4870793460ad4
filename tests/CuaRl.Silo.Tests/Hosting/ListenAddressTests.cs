using System.Net;
using System.Net.Sockets;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Tests.Hosting;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1", 8080, true)]
    [InlineData("HTTP://localhost:1/", "localhost", 1, true)]
    [InlineData("http://127.9.9.9:0", "127.9.9.9", 0, true)]
    [InlineData("http://[::1]:8080", "[::1]", 8080, true)]
    [InlineData("http://[::1]", "[::1]", 80, true)]
    [InlineData("http://0.0.0.0:8080", "0.0.0.0", 8080, false)]
    [InlineData("http://[::]:8080", "[::]", 8080, false)]
    [InlineData("http://*:8080", "*", 8080, false)]
    [InlineData("http://+:8080", "+", 8080, false)]
    [InlineData("http://192.168.1.7:8080", "192.168.1.7", 8080, false)]
    [InlineData("http://127.0.0.1.example.org:8080", "127.0.0.1.example.org", 8080, false)]
    public void Parse_Url_GivesHostPortAndReach(string url, string host, int port, bool loopback)
    {
        var address = Assert.Single(ListenAddress.Parse(url));

        Assert.Equal(new ListenAddress(host, port), address);
        Assert.Equal(loopback, address.IsLoopback);
    }

    [Fact]
    public void Parse_SeveralUrls_GivesEach() =>
        Assert.Equal(
            [new ListenAddress("127.0.0.1", 1), new ListenAddress("[::1]", 2)],
            ListenAddress.Parse("http://127.0.0.1:1; http://[::1]:2;"));

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("https://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:port")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://:8080")]
    [InlineData("http://a b:8080")]
    [InlineData("http://127.0.0.1:8080/path")]
    public void Parse_NoAddress_IsRefusedNamingTheOption(string urls)
    {
        var error = Assert.Throws<ConfigurationException>(() => ListenAddress.Parse(urls));

        Assert.Contains("--urls", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckFree_PortTaken_IsRefusedNamingThePort()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = Assert.Throws<ConfigurationException>(() => new ListenAddress("127.0.0.1", port).CheckFree());

        Assert.Contains($"port {port} is in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckFree_AddressOfAnotherMachine_IsRefused()
    {
        // 192.0.2.0/24 is reserved for documentation: no machine has it.
        var error = Assert.Throws<ConfigurationException>(() => new ListenAddress("192.0.2.1", 8080).CheckFree());

        Assert.Contains("no address of this machine", error.Message, StringComparison.Ordinal);
    }
}
