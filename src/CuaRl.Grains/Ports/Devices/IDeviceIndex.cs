namespace CuaRl.Grains.Ports;

/// <summary>The devices as the database lists them: each as its last acknowledged write left it, or a later one.</summary>
public interface IDeviceIndex
{
    /// <summary>
    /// What boxes of this service carry as <see cref="BoxLabel.Service"/>: no two databases share it, so that services with one
    /// provider leave each other's boxes alone.
    /// </summary>
    Task<string> OwnerAsync(CancellationToken cancellationToken);

    /// <summary>All devices of a pool.</summary>
    Task<IReadOnlyList<DeviceInfo>> ListPoolAsync(string pool, CancellationToken cancellationToken);

    /// <summary>A page of devices, by id.</summary>
    Task<DevicePage> ListAsync(DeviceQuery query, CancellationToken cancellationToken);

    /// <summary>The names of the pools that have a record or a device, in order.</summary>
    Task<IReadOnlyList<string>> ListPoolsAsync(CancellationToken cancellationToken);
}
