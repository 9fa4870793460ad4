namespace CuaRl.Adapters.Devices.GBox;

/// <summary>When a call may be sent again.</summary>
internal enum GBoxRepeat
{
    /// <summary>Only by whoever made it.</summary>
    Never,

    /// <summary>When GBox said that it did not take it (429): an action must not happen twice.</summary>
    WhenNotTaken,

    /// <summary>After any failure that may pass: it changes nothing, or the second time changes nothing more.</summary>
    Always,
}
