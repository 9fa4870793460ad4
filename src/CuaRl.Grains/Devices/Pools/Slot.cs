using CuaRl.Core.Devices.Pools;

namespace CuaRl.Grains.Devices.Pools;

/// <summary>A place of a pool as the pool remembers it; what holds is the device's own record.</summary>
internal sealed class Slot(int number, string deviceId)
{
    public int Number { get; } = number;

    public string DeviceId { get; } = deviceId;

    public SlotPhase Phase { get; set; }

    /// <summary>Its place among those that are idle.</summary>
    public LinkedListNode<Slot>? Idle { get; set; }

    /// <summary>Something is under way with it: nothing else is begun.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The lease that it is held under, or promised to.</summary>
    public string? LeaseId { get; set; }

    public long Token { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The lease before.</summary>
    public string? LastLeaseId { get; set; }

    /// <summary>Since when it is idle, or from when on one that is worn, sick or to be ended may be tried again.</summary>
    public DateTimeOffset Since { get; set; }

    public DateTimeOffset ProbedAt { get; set; }

    /// <summary>How many tries in a row to make its box failed.</summary>
    public int Failures { get; set; }
}
