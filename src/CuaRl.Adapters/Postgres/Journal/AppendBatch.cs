using System.Runtime.InteropServices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>The appends of one commit, in the order they came. Its arrays are filled anew for each.</summary>
internal sealed class AppendBatch(JournalOptions options)
{
    private readonly HashSet<Guid> _operations = [];
    private readonly Dictionary<Guid, long> _ends = [];
    private readonly Dictionary<Guid, int> _rivals = [];
    private long _bytes;

    /// <summary>Whose they are.</summary>
    public List<PendingAppend> Items { get; } = [];

    public AppendColumns Appends { get; } = new();

    public StateColumns States { get; } = new();

    /// <summary>Whether an append may still go in; the first always may.</summary>
    public bool HasRoomFor(PendingAppend next) => Items.Count == 0
        || (States.Appends.Count + next.Append.States.Length <= options.BatchStates
            && _bytes + next.Bytes <= options.BatchBytes);

    /// <summary>
    /// Puts an append in; false when it must wait for the next batch, since its operation is in this one, or enough of those
    /// that its run is fought over by: other runs shall not pay for them.
    /// </summary>
    public bool TryAdd(PendingAppend item)
    {
        var append = item.Append;
        if (IsOneRivalTooMany(append) || !_operations.Add(append.Operation))
        {
            return false;
        }

        // Appends of one run that follow each other are stored together. One that does not follow can only be told where
        // the head is, or be tried again.
        ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, append.RunId, out var isLater);
        var isChained = !isLater || end == append.ExpectedHead;
        if (isChained)
        {
            end = append.ExpectedHead + append.States.Length;
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_rivals, append.RunId, out _)++;
        }

        Appends.Add(append, isChained, States.Appends.Count);
        Items.Add(item);
        _bytes += item.Bytes;
        foreach (var state in append.States)
        {
            States.Add(state, Items.Count);
        }

        foreach (var blob in item.Blobs)
        {
            States.AddBlob(blob, Items.Count);
        }

        return true;
    }

    public void Clear()
    {
        _operations.Clear();
        _ends.Clear();
        _rivals.Clear();
        _bytes = 0;
        Items.Clear();
        Appends.Clear();
        States.Clear();
    }

    private bool IsOneRivalTooMany(JournalAppend append) =>
        _rivals.GetValueOrDefault(append.RunId) >= options.Rivals && _ends[append.RunId] != append.ExpectedHead;
}
