using System.Diagnostics.CodeAnalysis;

namespace CuaRl.Core.Devices.Pools;

/// <summary>A queue in which owners take turns; within one, the first come is the first served. Not for several threads.</summary>
public sealed class FairLine<T>
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedListNode<Line>> _lines = new(StringComparer.Ordinal);
    private readonly LinkedList<Line> _turns = new();

    /// <summary>How many wait.</summary>
    public int Count => _entries.Count;

    /// <summary>Who waits, in no order.</summary>
    public IEnumerable<T> Items => _entries.Values.Select(node => node.Value.Item);

    /// <summary>Puts one at the end of its owner's line.</summary>
    /// <exception cref="ArgumentException">The id waits already.</exception>
    public void Add(string id, string owner, T item)
    {
        var entry = new LinkedListNode<Entry>(new(id, owner, item));
        _entries.Add(id, entry);
        LineOf(owner).Value.Entries.AddLast(entry);
    }

    /// <summary>Puts one before all others: its turn had come, and it was not served.</summary>
    /// <exception cref="ArgumentException">The id waits already.</exception>
    public void AddFirst(string id, string owner, T item)
    {
        var entry = new LinkedListNode<Entry>(new(id, owner, item));
        _entries.Add(id, entry);
        var line = LineOf(owner);
        line.Value.Entries.AddFirst(entry);
        _turns.Remove(line);
        _turns.AddFirst(line);
    }

    /// <summary>Takes whose turn it is; its owner's next turn comes after that of all other owners.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        if (_turns.First is not { } turn)
        {
            item = default;
            return false;
        }

        var entry = turn.Value.Entries.First!;
        item = entry.Value.Item;
        Remove(entry);
        if (turn.List is not null)
        {
            _turns.Remove(turn);
            _turns.AddLast(turn);
        }

        return true;
    }

    /// <summary>One that waits.</summary>
    public bool TryFind(string id, [MaybeNullWhen(false)] out T item)
    {
        var found = _entries.TryGetValue(id, out var entry);
        item = found ? entry!.Value.Item : default;
        return found;
    }

    /// <summary>Takes one out of the queue; false when it does not wait.</summary>
    public bool Remove(string id)
    {
        if (!_entries.TryGetValue(id, out var entry))
        {
            return false;
        }

        Remove(entry);
        return true;
    }

    /// <summary>How many are served before, if nobody comes any more; null when it does not wait.</summary>
    public int? PositionOf(string id)
    {
        if (!_entries.TryGetValue(id, out var entry))
        {
            return null;
        }

        var round = 0;
        for (var before = entry.Previous; before is not null; before = before.Previous)
        {
            round++;
        }

        var position = round;
        var own = _lines[entry.Value.Owner];
        var isEarlier = true;
        for (var turn = _turns.First; turn is not null; turn = turn.Next)
        {
            if (turn == own)
            {
                isEarlier = false;
            }
            else
            {
                position += Math.Min(turn.Value.Entries.Count, isEarlier ? round + 1 : round);
            }
        }

        return position;
    }

    private LinkedListNode<Line> LineOf(string owner)
    {
        if (!_lines.TryGetValue(owner, out var line))
        {
            line = _turns.AddLast(new Line());
            _lines.Add(owner, line);
        }

        return line;
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _entries.Remove(entry.Value.Id);
        var line = _lines[entry.Value.Owner];
        line.Value.Entries.Remove(entry);
        if (line.Value.Entries.Count == 0)
        {
            _lines.Remove(entry.Value.Owner);
            _turns.Remove(line);
        }
    }

    private sealed record Entry(string Id, string Owner, T Item);

    private sealed class Line
    {
        public LinkedList<Entry> Entries { get; } = new();
    }
}
