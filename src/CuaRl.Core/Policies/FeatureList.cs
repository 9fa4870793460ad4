namespace CuaRl.Core.Policies;

/// <summary>Features as they are collected, candidate after candidate.</summary>
internal sealed class FeatureList
{
    private readonly int _bits;
    private readonly int[] _ends = new int[Candidates.MaxCount];
    private int[] _features = new int[4096];
    private int _count;
    private int _candidates;

    public FeatureList(int bits)
    {
        PolicyShape.Check(bits);
        _bits = bits;
    }

    public void Clear() => (_count, _candidates) = (0, 0);

    public void Add(ulong feature)
    {
        if (_count == _features.Length)
        {
            Array.Resize(ref _features, 2 * _count);
        }

        _features[_count++] = FeatureHash.Place(feature, _bits);
    }

    /// <summary>What follows belongs to the next candidate.</summary>
    public void End() => _ends[_candidates++] = _count;

    public Decision ToDecision() => new(_features.AsSpan(.._count), _ends.AsSpan(.._candidates));
}
