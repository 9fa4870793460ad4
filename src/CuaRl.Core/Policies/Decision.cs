namespace CuaRl.Core.Policies;

/// <summary>
/// A choice among candidates, as the policy computes with it: the places of the features of each. A feature is 1, or k where it is
/// listed k times. It lies in the tokens of its observation, which <see cref="DecisionTokens"/> describes.
/// </summary>
public sealed class Decision
{
    /// <summary>Where the features of each candidate begin among the tokens; how many they are is said before.</summary>
    private readonly int[] _starts;

    /// <summary>A choice among candidates with these features, those of candidate i from <c>ends[i - 1]</c> to <c>ends[i]</c>.</summary>
    /// <exception cref="ArgumentException">There is no candidate, or the ends do not grow to the number of features.</exception>
    public Decision(ReadOnlySpan<int> features, ReadOnlySpan<int> ends)
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

        var tokens = new int[DecisionTokens.Header + ends.Length + features.Length];
        (tokens[0], tokens[1], _starts) = (tokens.Length, ends.Length, new int[ends.Length]);
        for (int i = 0, from = 0, at = DecisionTokens.Header; i < ends.Length; from = ends[i++])
        {
            var own = features[from..ends[i]];
            tokens[at++] = own.Length;
            _starts[i] = at;
            own.CopyTo(tokens.AsSpan(at));
            at += own.Length;
        }

        Tokens = tokens;
    }

    internal Decision(ReadOnlyMemory<int> tokens, int[] starts) => (Tokens, _starts) = (tokens, starts);

    /// <summary>The decision as an observation.</summary>
    public ReadOnlyMemory<int> Tokens { get; }

    /// <summary>How many candidates there are.</summary>
    public int Count => _starts.Length;

    /// <summary>The places of a candidate's features, in the order in which they are summed.</summary>
    public ReadOnlySpan<int> FeaturesOf(int candidate)
    {
        var tokens = Tokens.Span;
        var start = _starts[candidate];
        return tokens.Slice(start, tokens[start - 1]);
    }
}
