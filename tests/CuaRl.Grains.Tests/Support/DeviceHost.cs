using CuaRl.Grains.Ports;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Devices and pools in a silo of whichever engine is built. Two hosts over one set of tables are two activations of everything.</summary>
public sealed class DeviceHost : IAsyncLifetime
{
    private static int _last;

    private readonly InProcessTestCluster _cluster;

    public DeviceHost() : this(null, null)
    {
    }

    /// <param name="twin">The host whose tables, provider and clock it shares.</param>
    /// <param name="options">How devices are driven.</param>
    internal DeviceHost(DeviceHost? twin, DeviceOptions? options = null)
    {
        Records = twin?.Records ?? new MemoryRecords(new MemoryRuns());
        Driver = twin?.Driver ?? new ScriptedDriver();
        Time = twin?.Time ?? new SettableTime();
        Devices = new MemoryDevices(Records);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddCuaRlGrains(options ?? Eager());
            silo.Services.AddGrainStorage("Default", (_, _) => new FaultyStorage(Records, Faults));
            silo.Services.AddSingleton<IDeviceIndex>(Devices);
            silo.Services.AddSingleton<IDeviceDriver>(Driver);
            silo.Services.AddSingleton<TimeProvider>(Time);
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    internal MemoryRecords Records { get; }

    internal MemoryDevices Devices { get; }

    internal ScriptedDriver Driver { get; }

    internal StorageFaults Faults { get; } = new();

    internal SettableTime Time { get; }

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Pools look after themselves often, and by themselves neither probe nor compare.</summary>
    internal static DeviceOptions Eager() => new()
    {
        SweepInterval = TimeSpan.FromMilliseconds(20),
        ProbeInterval = TimeSpan.FromDays(1),
        ReconcileInterval = TimeSpan.FromDays(1000),
        RetryDelay = TimeSpan.Zero,
    };

    /// <summary>An id that no other test has.</summary>
    public static string NewId(string prefix = "test") => $"{prefix}-{Interlocked.Increment(ref _last)}";

    public static DeviceRequest Request => new() { BoxType = "scripted" };

    /// <summary>A device with a box.</summary>
    public async Task<IDeviceGrain> NewDeviceAsync()
    {
        var device = Grains.GetDevice(NewId());
        await device.Create(Request);
        return device;
    }

    public static LeaseRequest Lease(string id, double seconds = 60, double bindSeconds = 60) => new()
    {
        LeaseId = id,
        Holder = new DeviceHolder { TrainingId = "t", RolloutId = "r", Attempt = 1 },
        Duration = TimeSpan.FromSeconds(seconds),
        BindDeadline = TimeSpan.FromSeconds(bindSeconds),
    };

    /// <summary>A pool of its own.</summary>
    internal async Task<IDevicePoolGrain> NewPoolAsync(DevicePoolDefinition? definition = null, string? name = null)
    {
        var pool = Grains.GetDevicePool(name ?? NewId("pool"));
        await pool.Configure(definition ?? Pool());
        return pool;
    }

    public static DevicePoolDefinition Pool(int max = 2, int warm = 0, int min = 0) => new()
    {
        BoxType = "scripted", MaxSize = max, MinSize = min, Warm = warm, IdleLimit = TimeSpan.FromDays(1),
    };

    public static AcquireRequest Ask(string lease, string training = "t", double patience = 20) => new()
    {
        LeaseId = lease,
        Holder = new DeviceHolder { TrainingId = training },
        Patience = TimeSpan.FromSeconds(patience),
    };

    /// <summary>Acquires a device, asking as often as it takes.</summary>
    internal static async Task<DeviceLease> AcquireAsync(IDevicePoolGrain pool, AcquireRequest request)
    {
        while (true)
        {
            if ((await pool.Acquire(request)).Lease is { } lease)
            {
                return lease;
            }
        }
    }

    internal static Task UntilAsync(IDevicePoolGrain pool, string what, Func<DevicePoolInfo, bool> condition) =>
        Eventually.HoldsAsync(what, async () => condition(await pool.Describe()));
}
