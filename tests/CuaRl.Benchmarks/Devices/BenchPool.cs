using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Devices;

/// <summary>A pool of simulated phones in a running service.</summary>
internal sealed class BenchPool(BenchService service, string name)
{
    private readonly IDevicePoolGrain _pool = service.Grains.GetDevicePool(name);

    public static async Task<BenchPool> CreateAsync(BenchService service, string name, int devices)
    {
        var pool = new BenchPool(service, name);
        await pool._pool.Configure(new DevicePoolDefinition
        {
            BoxType = "simulated",
            MaxSize = devices,
            QueueLimit = 1_000_000,
            LeaseDuration = TimeSpan.FromMinutes(30),
            BindDeadline = TimeSpan.FromMinutes(30),
            IdleLimit = TimeSpan.FromHours(1),
        });
        return pool;
    }

    /// <summary>A lease, however long it takes.</summary>
    public async Task<DeviceLease> AcquireAsync(string leaseId, string training = "bench")
    {
        while (true)
        {
            var answer = await _pool.Acquire(new AcquireRequest
            {
                LeaseId = leaseId, Holder = new DeviceHolder { TrainingId = training }, Patience = TimeSpan.FromSeconds(20),
            });
            if (answer.Lease is { } lease)
            {
                return lease;
            }
        }
    }

    public Task ReleaseAsync(DeviceLease lease) => _pool.Release(lease.DeviceId, lease.Token);

    public Task<DevicePoolInfo> DescribeAsync() => _pool.Describe();

    public Task DrainAsync() => _pool.Drain();
}
