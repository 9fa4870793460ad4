using CuaRl.Adapters.Devices.GBox;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop;

/// <summary>Whose trainings may use this process's devices: those of GBox need a key, and the key may be one training's alone.</summary>
internal sealed class DevicesHere(IEnumerable<IDeviceDriver> drivers, IEnumerable<GBoxOptions> gbox)
{
    private readonly HashSet<string> _boxTypes = [.. drivers.Select(driver => driver.BoxType)];
    private readonly string? _onlyFor = gbox.LastOrDefault()?.OnlyFor;

    /// <summary>Why a training cannot be driven here, where another service may; null when it can. Pools of other names say so themselves.</summary>
    public string? WhyNot(string trainingId, string pool) =>
        !GBoxOptions.BoxTypes.Contains(pool) ? null
        : !_boxTypes.Contains(pool) ? $"there are no {pool} devices: set {GBoxOptions.KeyVariable} where the service is started"
        : _onlyFor is { } own && own != trainingId
            ? $"the key of GBox here is that of training {own} alone; set {GBoxOptions.KeyVariable} where a service is started"
            : null;
}
