using System.Collections.Immutable;
using CuaRl.Grains.Ports;
using Orleans.Concurrency;

namespace CuaRl.Grains.Devices.Pools;

[StatelessWorker]
internal sealed class DeviceCatalogGrain(IDeviceIndex index, DeviceDrivers drivers) : Grain, IDeviceCatalogGrain
{
    Task<DevicePage> IDeviceCatalogGrain.ListDevices(DeviceQuery query, CancellationToken cancellationToken)
    {
        DeviceChecks.Check(query);
        return index.ListAsync(query, cancellationToken);
    }

    async Task<ImmutableArray<string>> IDeviceCatalogGrain.ListPools(CancellationToken cancellationToken) =>
        [.. (await index.ListPoolsAsync(cancellationToken)).Union(drivers.BoxTypes).Order(StringComparer.Ordinal)];
}
