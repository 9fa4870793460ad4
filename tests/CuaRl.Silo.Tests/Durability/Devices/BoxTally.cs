namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>Actions on one box: those that were acknowledged, and those of which nobody knows.</summary>
internal sealed class BoxTally
{
    private int _done;
    private int _unknown;

    public int Done => _done;

    public int Unknown => _unknown;

    public void AddDone() => Interlocked.Increment(ref _done);

    public void AddUnknown() => Interlocked.Increment(ref _unknown);
}
