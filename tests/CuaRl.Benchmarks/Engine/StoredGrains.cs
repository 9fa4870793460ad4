using Npgsql;
using Orleans.Configuration;

namespace CuaRl.Benchmarks.Engine;

/// <summary>Grains that store to Postgres as the service's do: one small pool, statements prepared.</summary>
internal sealed class StoredGrains(BenchSilo silo, int count)
{
    private readonly IStoredGrain[] _grains =
        [.. Enumerable.Range(0, count).Select(index => silo.Grains.GetGrain<IStoredGrain>($"sim:stored-{index}"))];

    public static Task<BenchSilo> StartSiloAsync(NpgsqlDataSource source) => BenchSilo.StartAsync(builder => builder
        .UseSystemTextJsonGrainStorageSerializer()
        .AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = source;
        })
        .Configure<ClusterOptions>(options => options.ServiceId = "bench"));

    public static NpgsqlDataSource Pool(string connectionString) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 16, MaxAutoPrepare = 20 });

    public Task WriteAsync(int times) => Callers.ShareAsync(count * times, piece => _grains[piece % count].Write());

    public Task ActivateAsync() => Callers.ShareAsync(count, index => _grains[index].Count());
}
