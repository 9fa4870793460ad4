using System.Collections.Immutable;

namespace CuaRl;

/// <summary>The devices and pools that there are. The key is <see cref="GrainKeys.DeviceCatalog"/>.</summary>
[Alias("cuarl.IDeviceCatalogGrain")]
public interface IDeviceCatalogGrain : IGrainWithStringKey
{
    /// <summary>A page of devices, by id.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule.</exception>
    [Alias("ListDevices")]
    Task<DevicePage> ListDevices(DeviceQuery query, CancellationToken cancellationToken = default);

    /// <summary>The names of all pools: those with a record, with a device, or of a type that a driver makes.</summary>
    [Alias("ListPools")]
    Task<ImmutableArray<string>> ListPools(CancellationToken cancellationToken = default);
}
