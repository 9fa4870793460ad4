using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>The appends of a batch as arrays, one element each.</summary>
internal sealed class AppendColumns
{
    public List<Guid> RunIds { get; } = [];

    public List<long> ExpectedHeads { get; } = [];

    public List<int> Counts { get; } = [];

    public List<Guid> Operations { get; } = [];

    public List<Guid> Hashes { get; } = [];

    public List<DateTimeOffset> CreatedAt { get; } = [];

    /// <summary>Whether it is expected to begin where the run's append before it in the batch ends.</summary>
    public List<bool> IsChained { get; } = [];

    /// <summary>How many states of other appends stand before its own.</summary>
    public List<int> Offsets { get; } = [];

    public void Add(JournalAppend append, bool isChained, int offset)
    {
        RunIds.Add(append.RunId);
        ExpectedHeads.Add(append.ExpectedHead);
        Counts.Add(append.States.Length);
        Operations.Add(append.Operation);
        Hashes.Add(append.ContentHash);
        CreatedAt.Add(append.CreatedAt.ToUniversalTime());
        IsChained.Add(isChained);
        Offsets.Add(offset);
    }

    public void Clear()
    {
        RunIds.Clear();
        ExpectedHeads.Clear();
        Counts.Clear();
        Operations.Clear();
        Hashes.Clear();
        CreatedAt.Clear();
        IsChained.Clear();
        Offsets.Clear();
    }
}
