using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Persistence;

/// <summary>A silo of whichever engine is built, storing to memory or to a Postgres database of its own.</summary>
internal sealed class PersistenceHost : IAsyncDisposable
{
    public const string Store = "store";
    public const string Memory = "memory";
    public const string Postgres = "postgres";
    private const string Inner = "inner";

    private readonly PostgresDatabase? _database;
    private readonly InProcessTestCluster _cluster;
    private IGrainFactory? _grains;

    private PersistenceHost(PostgresDatabase? database, bool deleteOnClear)
    {
        _database = database;
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                Store, (services, _) => new SwitchableStorage(services.GetRequiredKeyedService<IGrainStorage>(Inner), Switch));
            if (database is null)
            {
                silo.AddMemoryGrainStorage(Inner);
                return;
            }

            silo.AddAdoNetGrainStorage(Inner, options =>
            {
                options.Invariant = "Npgsql";
                options.DataSource = database.Source;
                options.DeleteStateOnClear = deleteOnClear;
            });
        });
        _cluster = builder.Build();
    }

    public StorageSwitch Switch { get; } = new();

    public static async Task<PersistenceHost> StartAsync(string store, bool deleteOnClear = false)
    {
        var database = store == Postgres ? new PostgresDatabase() : null;
        if (database is not null)
        {
            await database.InitializeAsync();
        }

        var host = new PersistenceHost(database, deleteOnClear);
        await host._cluster.DeployAsync();
        return host;
    }

    public IRecordGrain Grain(string key) => (_grains ?? _cluster.Client).GetGrain<IRecordGrain>(key);

    public Task<T?> ScalarAsync<T>(string sql) => _database!.ScalarAsync<T>(sql);

    /// <summary>Writes the grain's record behind its back, as another activation would.</summary>
    public async Task WriteElsewhereAsync(IRecordGrain grain, string value)
    {
        var storage = _cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>(Inner);
        var state = new GrainState<RecordState>();
        await storage.ReadStateAsync("record", grain.GetGrainId(), state);
        state.State = new() { Value = value, History = [value] };
        await storage.WriteStateAsync("record", grain.GetGrainId(), state);
    }

    /// <summary>How many of so many first writers of one key, all at once, were told that theirs is stored.</summary>
    public async Task<int> RaceFirstWritesAsync(GrainId grain, int writers)
    {
        var storage = _cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>(Inner);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var races = Enumerable.Range(0, writers).Select(async writer =>
        {
            await start.Task;
            try
            {
                await storage.WriteStateAsync("record", grain, new GrainState<RecordState>(new() { Value = $"{writer}" }));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }).ToList();
        start.SetResult();
        return (await Task.WhenAll(races)).Count(won => won);
    }

    /// <summary>Ends the silo without deactivating anything, and starts another on the same store.</summary>
    public async Task CrashAsync()
    {
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        var started = await _cluster.StartAdditionalSiloAsync();

        // A client outside may take a minute to hear of the new silo.
        _grains = started.ServiceProvider.GetRequiredService<IGrainFactory>();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
