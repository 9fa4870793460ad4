using System.Data.Common;
using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Postgres.Blobs;
using CuaRl.Adapters.Postgres.Devices;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Adapters.Postgres.Live;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Monitor;
using CuaRl.Adapters.Postgres.Records;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Postgres.Training;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace CuaRl.Adapters.Postgres;

/// <summary>Puts the database behind the grains.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>The category that the runtime logs failures of the default grain storage under, with their stack traces.</summary>
    public static string GrainStorageLogCategory => typeof(TranslatingGrainStorage).FullName!;

    /// <summary>
    /// Registers what grains need of the database: ports, error mapping, and the watch over the service lock, which must
    /// have been taken. The store stays the caller's, to be disposed after the host.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="store">The open database.</param>
    /// <param name="serviceId">The id that the grains' rows carry.</param>
    /// <param name="screenshotAge">How long screenshots of ended trainings are kept; null for ever.</param>
    public static IServiceCollection AddCuaRlPostgres(
        this IServiceCollection services, PostgresStore store, string serviceId, TimeSpan? screenshotAge = null) => services
        .AddSingleton(store)
        .AddSingleton<IIdGenerator, Version7Ids>()
        .AddSingleton<ISimulationIndex>(provider => new SimulationIndex(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRunIndex>(provider => new RunIndex(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRunCatalog>(provider => new RunCatalog(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<INumberSource>(provider => new NumberSource(
            store.Sources.Queries, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ITrainingIndex>(provider => new TrainingIndex(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IAnnotations>(provider => new Annotations(
            store.Sources.Queries, store.Gate, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRewardLayers>(provider => new RewardLayers(
            store.Sources.Queries, store.Gate, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ITaskStore>(provider => new TaskStore(
            store.Sources.Queries, store.Gate, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IStateTags>(provider => new StateTags(
            store.Sources.Queries, store.Gate, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IBlobStore>(provider => new BlobStore(
            store.Sources, store.Gate, new BlobOptions(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BlobStore>>()))
        .AddSingleton<IMonitorReads>(provider => new MonitorReads(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IDeviceIndex>(provider => new DeviceIndex(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ILiveChanges>(provider => new LiveChanges(
            store.Sources.Queries, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new PrunedStates(
            store.Sources.Queries, store.Gate, serviceId, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new UnusedBlobs(
            store.Sources.Queries, store.Gate, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new OldScreenshots(
            store.Sources.Queries, store.Gate, serviceId, screenshotAge, provider.GetRequiredService<TimeProvider>()))
        .AddHostedService<Sweeper>()
        .AddSingleton<IRunJournal>(provider => new RunJournal(
            store.Sources, store.Gate, serviceId, new JournalOptions(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunJournal>>()))
        .AddSingleton<IIncomingGrainCallFilter, StorageErrorFilter>()
        .AddSingleton<IOutgoingGrainCallFilter, StorageErrorFilter>()
        .AddHostedService<ServiceLockGuard>();

    /// <summary>
    /// Makes another grain storage the default one, with writes that share commits and failures turned into errors of this
    /// service.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="store">The open database, the same as the other one's.</param>
    /// <param name="serviceId">The id that the grains' rows carry.</param>
    /// <param name="inner">The name that the other one is registered under.</param>
    /// <param name="serializer">How it writes records.</param>
    public static IServiceCollection AddDefaultGrainStorage(
        this IServiceCollection services, PostgresStore store, string serviceId, string inner, IGrainStorageSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(store);
        return services
            .AddSingleton(provider => new GroupedGrainStorage(
                provider.GetRequiredKeyedService<IGrainStorage>(inner), serializer, store.Sources, store.Gate, serviceId,
                new RecordOptions(), provider.GetRequiredService<TimeProvider>()))
            .AddGrainStorage("Default", (provider, _) =>
                new TranslatingGrainStorage(provider.GetRequiredService<GroupedGrainStorage>()));
    }

    /// <summary>What grain storage connects through: it refuses while the service lock is not held.</summary>
    public static DbDataSource GrainStorage(this PostgresStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new GatedDataSource(store.Sources.Storage, store.Gate);
    }
}
