namespace CuaRl.Core.Runs;

/// <summary>
/// Where a run will end once all appends under way are stored. Appends that do not care where they land claim a place
/// each, one behind the other, so that many can be outstanding; when one is refused, those behind it claim again.
/// </summary>
public sealed class HeadEstimate
{
    private const int Unclaimed = -1;

    private long? _tail;
    private int _epoch;

    /// <summary>Whether a place can be claimed; if not, <see cref="Learn"/> where the run ends.</summary>
    public bool IsKnown => _tail is not null;

    /// <summary>The run ends at a step, as storage says.</summary>
    public void Learn(long head) => _tail = Math.Max(head, _tail ?? head);

    /// <summary>Takes a place behind all others.</summary>
    public HeadClaim Claim(int count)
    {
        var expected = _tail ?? throw new InvalidOperationException("Where the run ends is not known.");
        _tail = expected + count;
        return new HeadClaim(expected, count, _epoch);
    }

    /// <summary>Takes the place behind a step that the caller names, which is in nobody's way when it is not the last.</summary>
    public HeadClaim ClaimAt(long expected, int count) =>
        _tail == expected ? Claim(count) : new HeadClaim(expected, count, Unclaimed);

    /// <summary>An append with a claim ends at a step: where it was claimed, or elsewhere when it was a repetition.</summary>
    public void Stored(HeadClaim claim, long last)
    {
        if (last == claim.Expected + claim.Count)
        {
            Learn(last);
        }
        else
        {
            Refused(claim, null);
        }
    }

    /// <summary>
    /// An append with a claim was not stored. The first of an epoch to be refused moves the estimate, to the present head when
    /// it is known; those claimed before that know by their epoch that it was moved.
    /// </summary>
    public void Refused(HeadClaim claim, long? presentHead)
    {
        if (claim.Epoch == _epoch)
        {
            _epoch++;
            _tail = presentHead;
        }
    }
}
