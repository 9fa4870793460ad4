using System.Numerics;

namespace CuaRl.Core.Trees;

/// <summary>
/// Runs as segments of one forest. It only grows, holds nothing per state, and takes about 75 bytes a run. Segments have
/// numbers, given in the order in which they are added; arrays by that number keep the walks upwards in cache.
/// </summary>
/// <remarks>
/// Each segment has a jump pointer after the skew-binary number system: it skips either one segment or as many as the two
/// jumps before it together, so any ancestor is found in O(log segments). A jump also knows its arrival: the step at which
/// the way upwards reaches the segment jumped to.
/// </remarks>
public sealed partial class SegmentTree
{
    private const int None = -1;
    private const int FirstCapacity = 16;

    private Guid[] _ids = new Guid[FirstCapacity];
    private int[] _parents = new int[FirstCapacity];
    private long[] _branchSteps = new long[FirstCapacity];
    private int[] _jumps = new int[FirstCapacity];
    private long[] _arrivals = new long[FirstCapacity];
    private int[] _depths = new int[FirstCapacity];
    private long[] _heads = new long[FirstCapacity];
    private int[] _slots = EmptySlots(FirstCapacity);

    /// <summary>How many segments there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a run's segment; null when it is not in the tree.</summary>
    public int? Find(Guid runId)
    {
        var segment = _slots[SlotOf(runId)];
        return segment == None ? null : segment;
    }

    /// <summary>Adds a segment whose parent is there; one that is there already keeps its number.</summary>
    /// <exception cref="ArgumentException">The parent is missing, or does not own a state at the branch step.</exception>
    public int Add(Segment segment)
    {
        if (Find(segment.RunId) is { } known)
        {
            return known;
        }

        var parent = None;
        if (segment.ParentId is { } parentId)
        {
            parent = Find(parentId) ?? throw new ArgumentException($"Run {segment.RunId} hangs on {parentId}, which is not in the tree.");
        }

        if (parent == None ? segment.BranchStep != -1 : segment.BranchStep <= _branchSteps[parent])
        {
            throw new ArgumentException($"Run {segment.RunId} cannot hang on step {segment.BranchStep} of its parent.");
        }

        return Append(segment, parent);
    }

    /// <summary>The run of a segment.</summary>
    public Guid RunId(int segment) => _ids[segment];

    /// <summary>The step of the first state of a segment's own.</summary>
    public long FirstStep(int segment) => _branchSteps[segment] + 1;

    /// <summary>The last step of a segment that is known to be stored: a lower bound, since runs grow outside the tree.</summary>
    public long KnownHead(int segment) => _heads[segment];

    /// <summary>Notes that a run's states reach as far as a step.</summary>
    public void LearnHead(int segment, long step) => _heads[segment] = Math.Max(_heads[segment], step);

    /// <summary>Forgets how far a run's states reach, as when they are deleted.</summary>
    public void ForgetHead(int segment) => _heads[segment] = _branchSteps[segment];

    private int Append(Segment added, int parent)
    {
        if (Count == _ids.Length)
        {
            Grow();
        }

        var number = Count++;
        _ids[number] = added.RunId;
        _parents[number] = parent;
        _branchSteps[number] = added.BranchStep;
        _heads[number] = added.BranchStep;
        if (parent == None)
        {
            _jumps[number] = number;
            _arrivals[number] = -1;
        }
        else
        {
            if (!added.IsPruned)
            {
                LearnHead(parent, added.BranchStep);
            }

            Link(number, parent);
        }

        _slots[SlotOf(added.RunId)] = number;
        return number;
    }

    private void Link(int number, int parent)
    {
        var jump = _jumps[parent];
        var skips = _depths[parent] - _depths[jump] == _depths[jump] - _depths[_jumps[jump]] && jump != parent;
        _depths[number] = _depths[parent] + 1;
        _jumps[number] = skips ? _jumps[jump] : parent;
        _arrivals[number] = skips ? _arrivals[jump] : _branchSteps[number];
    }

    /// <summary>The slot that holds a run's number, or the free one where it belongs.</summary>
    private int SlotOf(Guid runId)
    {
        var mask = _slots.Length - 1;
        var slot = (int)((uint)runId.GetHashCode() * 0x9E3779B1u >> 1) & mask;
        while (_slots[slot] is var number && number != None && _ids[number] != runId)
        {
            slot = slot + 1 & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var capacity = _ids.Length * 2;
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _parents, capacity);
        Array.Resize(ref _branchSteps, capacity);
        Array.Resize(ref _jumps, capacity);
        Array.Resize(ref _arrivals, capacity);
        Array.Resize(ref _depths, capacity);
        Array.Resize(ref _heads, capacity);
        _slots = EmptySlots(capacity);
        for (var number = 0; number < Count; number++)
        {
            _slots[SlotOf(_ids[number])] = number;
        }
    }

    // At most half full, and a power of two.
    private static int[] EmptySlots(int capacity)
    {
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        Array.Fill(slots, None);
        return slots;
    }
}
