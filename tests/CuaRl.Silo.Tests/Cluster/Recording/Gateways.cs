using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;

namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>Clients that each know one silo of a cluster and no other.</summary>
internal sealed class Gateways : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];

    public IEnumerable<IGrainFactory> Clients => _hosts.Select(host => host.Services.GetRequiredService<IClusterClient>());

    /// <summary>The gateways of all silos that the cluster holds for alive.</summary>
    public static async Task<IReadOnlyList<IPEndPoint>> ListAsync(NpgsqlDataSource database)
    {
        const int Active = 3;
        await using var command = database.CreateCommand("SELECT address, proxyport FROM orleansmembershiptable WHERE status = $1");
        command.Parameters.AddWithValue(Active);
        await using var reader = await command.ExecuteReaderAsync();
        List<IPEndPoint> gateways = [];
        while (await reader.ReadAsync())
        {
            gateways.Add(new IPEndPoint(IPAddress.Parse(reader.GetString(0)), reader.GetInt32(1)));
        }

        return gateways;
    }

    /// <summary>A client at each gateway.</summary>
    public static async Task<Gateways> ConnectAsync(IEnumerable<IPEndPoint> gateways)
    {
        var connected = new Gateways();
        foreach (var gateway in gateways)
        {
            var builder = Host.CreateApplicationBuilder();
            builder.UseOrleansClient(client => client
                .Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "cuarl")
                .UseStaticClustering(gateway));
            var host = builder.Build();
            connected._hosts.Add(host);
            await host.StartAsync();
        }

        return connected;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
