using System.Text.Json;
using CuaRl.Grains.Devices;
using CuaRl.Grains.Devices.Pools;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Tests.Support;

/// <summary>The devices of records in memory, as the database's tables have them.</summary>
internal sealed class MemoryDevices(MemoryRecords records) : IDeviceIndex
{
    public const string Owner = "cuarl-tests";

    public IReadOnlyList<DeviceState> All =>
        [.. records.Payloads(DeviceState.StateName)
            .Select(payload => JsonSerializer.Deserialize<DeviceState>(payload, GrainStateJson.Options)!)
            .OrderBy(device => device.Id, StringComparer.Ordinal)];

    public Task<string> OwnerAsync(CancellationToken cancellationToken) => Task.FromResult(Owner);

    public Task<IReadOnlyList<DeviceInfo>> ListPoolAsync(string pool, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeviceInfo>>([.. All.Where(device => device.Pool == pool).Select(device => device.Info)]);

    public Task<DevicePage> ListAsync(DeviceQuery query, CancellationToken cancellationToken) => Task.FromResult(new DevicePage
    {
        Items = [.. All.Where(device => query.Pool is null || device.Pool == query.Pool).Select(device => device.Info)],
    });

    public Task<IReadOnlyList<string>> ListPoolsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. records.Payloads(DevicePoolState.StateName)
            .Select(payload => JsonSerializer.Deserialize<DevicePoolState>(payload, GrainStateJson.Options)!.Id)
            .Union(All.Select(device => device.Pool).OfType<string>()).Order(StringComparer.Ordinal)]);
}
