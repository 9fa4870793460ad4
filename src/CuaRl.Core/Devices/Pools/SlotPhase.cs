namespace CuaRl.Core.Devices.Pools;

/// <summary>Where a place of a pool stands.</summary>
public enum SlotPhase
{
    /// <summary>It has no device.</summary>
    Absent,

    /// <summary>Its box is being made.</summary>
    Making,

    /// <summary>Its device is ready.</summary>
    Idle,

    /// <summary>Its device is held.</summary>
    Leased,

    /// <summary>Its device served as many leases as one box may: it is to have another.</summary>
    Worn,

    /// <summary>Its device failed too often, is lost, or could not be made.</summary>
    Sick,

    /// <summary>Its box is being ended.</summary>
    Ending,
}
