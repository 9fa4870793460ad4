using System.Net;
using System.Net.Sockets;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Tests.Hosting;

public sealed class SiloEndpointTests
{
    private static readonly IPAddress One = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress Two = IPAddress.Parse("10.0.0.2");

    [Fact]
    public void From_Nothing_IsLoopbackAtAnyFreePorts() =>
        Assert.Equal(new SiloEndpoint(IPAddress.Loopback, 0, 0), SiloEndpoint.From(null, null, null));

    [Fact]
    public void From_AddressAndPorts_AreTaken() =>
        Assert.Equal(new SiloEndpoint(One, 11111, 30000), SiloEndpoint.From("10.0.0.1", "11111", "30000"));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("silo-1")]
    public void From_AddressThatOthersCannotBeTold_IsRefusedNamingTheVariable(string address)
    {
        var error = Assert.Throws<ConfigurationException>(() => SiloEndpoint.From(address, null, null));

        Assert.Contains(SiloEndpoint.AddressVariable, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("65536")]
    [InlineData("any")]
    public void From_WhatIsNoPort_IsRefusedNamingTheVariable(string port)
    {
        var silo = Assert.Throws<ConfigurationException>(() => SiloEndpoint.From(null, port, null));
        var gateway = Assert.Throws<ConfigurationException>(() => SiloEndpoint.From(null, null, port));

        Assert.Contains(SiloEndpoint.SiloPortVariable, silo.Message, StringComparison.Ordinal);
        Assert.Contains(SiloEndpoint.GatewayPortVariable, gateway.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddressFrom_AutoOnAMachineWithOneAddress_IsThatOne() =>
        Assert.Equal(One, SiloEndpoint.AddressFrom("AUTO", [One]));

    [Fact]
    public void AddressFrom_AutoOnAMachineWithSeveralAddresses_IsRefusedNamingThem()
    {
        var error = Assert.Throws<ConfigurationException>(() => SiloEndpoint.AddressFrom("auto", [One, Two]));

        Assert.Contains("10.0.0.1, 10.0.0.2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddressFrom_AutoOnAMachineWithoutNetwork_IsRefused() =>
        Assert.Throws<ConfigurationException>(() => SiloEndpoint.AddressFrom("auto", []));

    [Fact]
    public void Choose_OpenPorts_AreTwoFreeOnes()
    {
        var chosen = SiloEndpoint.Default.Choose();

        Assert.NotEqual(chosen.SiloPort, chosen.GatewayPort);
        using var silo = new TcpListener(IPAddress.Loopback, chosen.SiloPort);
        using var gateway = new TcpListener(IPAddress.Loopback, chosen.GatewayPort);
        silo.Start();
        gateway.Start();
    }

    [Fact]
    public void Choose_PortTaken_IsRefusedNamingPortAndVariable()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = Assert.Throws<ConfigurationException>(() => (SiloEndpoint.Default with { GatewayPort = port }).Choose());

        Assert.Contains($"port {port}", error.Message, StringComparison.Ordinal);
        Assert.Contains(SiloEndpoint.GatewayPortVariable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_AddressOfAnotherMachine_IsRefused()
    {
        // A network kept for documents: on no machine.
        var error = Assert.Throws<ConfigurationException>(
            () => (SiloEndpoint.Default with { Address = IPAddress.Parse("203.0.113.1") }).Choose());

        Assert.Contains("no address of this machine", error.Message, StringComparison.Ordinal);
    }
}
