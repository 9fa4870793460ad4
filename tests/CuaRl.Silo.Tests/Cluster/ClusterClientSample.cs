using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>How a process of its own reaches the grains of a cluster; the README shows the body.</summary>
internal static class ClusterClientSample
{
    public static async Task<IHost> ConnectAsync(string database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "cuarl")
            .UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = database; // the database of the silos
            }));
        var host = builder.Build();
        await host.StartAsync();
        return host; // host.Services.GetRequiredService<IClusterClient>() is the IGrainFactory
    }
}
