namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>Whether this silo may use the grains' storage now. It stands open only while the service lock is held.</summary>
public sealed class WriteGate
{
    private volatile string? _closedBecause = "the service lock is not held yet";

    /// <summary>Why it is closed; null while it is open.</summary>
    public string? ClosedBecause => _closedBecause;

    internal void Open() => _closedBecause = null;

    internal void Close(string reason) => _closedBecause = reason;

    internal void ThrowIfClosed()
    {
        if (_closedBecause is { } reason)
        {
            throw new StorageUnavailableException(reason);
        }
    }
}
