namespace CuaRl.Grains.Tests.Support;

public enum StorageFault
{
    None,

    /// <summary>Nothing is stored.</summary>
    BeforeTheWrite,

    /// <summary>It is stored, and the writer is not told.</summary>
    AfterTheWrite,

    /// <summary>Another writer was first.</summary>
    Conflict,
}
