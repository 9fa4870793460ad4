namespace CuaRl.Grains.Ports;

/// <summary>Whether an append is stored, and why not.</summary>
public enum AppendVerdict
{
    /// <summary>It is durable, by this call or by an earlier one with the same operation and content.</summary>
    Stored = 0,

    /// <summary>The head is elsewhere.</summary>
    Stale = 1,

    /// <summary>The run takes no states.</summary>
    NotActive = 2,

    /// <summary>The operation was used with other content.</summary>
    Reused = 3,

    /// <summary>There is no such run.</summary>
    NoRun = 4,

    /// <summary>A blob that a state names is not stored.</summary>
    NoBlob = 5,
}
