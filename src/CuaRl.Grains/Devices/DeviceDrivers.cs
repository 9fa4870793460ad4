using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Devices;

/// <summary>The drivers of this service, by the type of their boxes, and what their boxes are labelled with.</summary>
internal sealed class DeviceDrivers(IEnumerable<IDeviceDriver> drivers, IDeviceIndex index)
{
    private readonly Dictionary<string, IDeviceDriver> _drivers = drivers.ToDictionary(driver => driver.BoxType, StringComparer.Ordinal);
    private string? _owner;

    public IEnumerable<string> BoxTypes => _drivers.Keys.Order(StringComparer.Ordinal);

    public bool Has(string boxType) => _drivers.ContainsKey(boxType);

    /// <exception cref="DeviceRefusedException">This silo has no such driver.</exception>
    public IDeviceDriver Of(string boxType) => _drivers.TryGetValue(boxType, out var driver)
        ? driver
        : throw new DeviceRefusedException(boxType, "this service has no driver for them");

    /// <summary>What is wrong with a pool that devices are to come from, as a rule; null for nothing.</summary>
    /// <param name="boxType">The type of its boxes; null where there is no such pool.</param>
    public string? PoolProblem(string? boxType) =>
        boxType is not null && Has(boxType) ? null
            : $"must be a pool of devices that this service drives; without being configured there are "
                + (_drivers.Count == 0 ? "none" : string.Join(", ", BoxTypes));

    public void Check(string field, string? boxType) => Rule.Keep(
        field, boxType is not null && Has(boxType) ? null
            : _drivers.Count == 0 ? "names a type of box, and this service has no drivers"
            : $"must be one of {string.Join(", ", BoxTypes)}");

    /// <summary>What the boxes of this service are labelled with. It never changes, so it is asked for once.</summary>
    public async ValueTask<string> OwnerAsync() => _owner ??= await index.OwnerAsync(CancellationToken.None);
}
