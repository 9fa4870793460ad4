namespace CuaRl.Grains.Tests.Support;

/// <summary>What is to go wrong next.</summary>
internal sealed class StorageFaults
{
    private StorageFault _next;

    /// <summary>How many writes were asked for.</summary>
    public int Writes { get; set; }

    public void FailNextWrite(StorageFault fault) => _next = fault;

    public StorageFault Take()
    {
        var fault = _next;
        _next = StorageFault.None;
        return fault;
    }
}
