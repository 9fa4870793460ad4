using System.Globalization;

namespace CuaRl.Core.Devices;

/// <summary>The ids of a pool's devices: they follow from the pool and a place in it, so that nobody must list them.</summary>
public static class DeviceIds
{
    /// <summary>The most devices of a pool.</summary>
    public const int MaxSlots = 100_000;

    /// <summary>The longest name of a pool, in characters, so that its devices' ids are not too long.</summary>
    public const int MaxPoolNameLength = 100;

    /// <summary>The id of the device at a place, from 0.</summary>
    public static string Of(string pool, int slot) => string.Create(CultureInfo.InvariantCulture, $"{pool}.{slot}");

    /// <summary>The pool and the place in an id; null for a device that belongs to none.</summary>
    public static (string Pool, int Slot)? Parse(string id)
    {
        var dot = id.LastIndexOf('.');
        return dot > 0
            && int.TryParse(id.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
            && slot < MaxSlots && Of(id[..dot], slot) == id ? (id[..dot], slot) : null;
    }
}
