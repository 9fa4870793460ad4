namespace CuaRl.Core.Policies;

/// <summary>
/// A choice among candidates, as the policy computes with it: the places of the features of each. A feature is 1, or k where it is
/// listed k times. Those of candidate i are from <c>Ends[i - 1]</c> to <c>Ends[i]</c>.
/// </summary>
public sealed class Decision
{
    /// <summary>A choice among candidates with these features.</summary>
    /// <exception cref="ArgumentException">There is no candidate, or the ends do not grow to the number of features.</exception>
    public Decision(int[] features, int[] ends)
    {
        var last = 0;
        foreach (var end in ends)
        {
            last = end >= last ? end : int.MaxValue;
        }

        if (ends.Length is 0 or > Candidates.MaxCount || last != features.Length)
        {
            throw new ArgumentException(
                $"must be 1 to {Candidates.MaxCount} ends that grow to the {features.Length} features", nameof(ends));
        }

        (Features, Ends) = (features, ends);
    }

    /// <summary>How many candidates there are.</summary>
    public int Count => Ends.Length;

    /// <summary>How many features all of them have.</summary>
    public int FeatureCount => Features.Length;

    internal int[] Features { get; }

    internal int[] Ends { get; }

    /// <summary>The places of a candidate's features, in the order in which they are summed.</summary>
    public ReadOnlySpan<int> FeaturesOf(int candidate)
    {
        var start = candidate == 0 ? 0 : Ends[candidate - 1];
        return Features.AsSpan(start, Ends[candidate] - start);
    }
}
