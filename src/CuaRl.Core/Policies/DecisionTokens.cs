namespace CuaRl.Core.Policies;

/// <summary>
/// A decision as the tokens of an observation, none below 0: how many tokens there are in all, the number of candidates, then of
/// each candidate the number of its features and their places. By the first token no observation is the beginning of another. The
/// action is one token, the number of the candidate that was taken.
/// </summary>
public static class DecisionTokens
{
    private const int Header = 2;

    /// <summary>The tokens of a decision.</summary>
    public static int[] Write(Decision decision)
    {
        var tokens = new int[Header + decision.Count + decision.FeatureCount];
        (tokens[0], tokens[1]) = (tokens.Length, decision.Count);
        var at = Header;
        for (var i = 0; i < decision.Count; i++)
        {
            var features = decision.FeaturesOf(i);
            tokens[at++] = features.Length;
            features.CopyTo(tokens.AsSpan(at));
            at += features.Length;
        }

        return tokens;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="places">How many places the features of the policy have.</param>
    /// <exception cref="FormatException">They are no decision, or one for more places.</exception>
    public static Decision Read(ReadOnlySpan<int> tokens, int places)
    {
        if (tokens.Length < Header || tokens[0] != tokens.Length)
        {
            throw Broken($"it has {tokens.Length} tokens, and the first is {(tokens.IsEmpty ? 0 : tokens[0])} instead of that");
        }

        var count = tokens[1] is >= 1 and <= Candidates.MaxCount and var said && said <= tokens.Length - Header
            ? said
            : throw Broken($"it has {tokens[1]} candidates in {tokens.Length} tokens; there are 1 to {Candidates.MaxCount}");
        var (features, ends, length) = (new int[tokens.Length - Header - count], new int[count], 0);
        var rest = tokens[Header..];
        for (var i = 0; i < count; i++)
        {
            if (rest.IsEmpty || (uint)rest[0] > (uint)(features.Length - length))
            {
                throw Broken($"candidate {i} has more features than there are tokens");
            }

            var own = rest.Slice(1, rest[0]);
            if (own.IndexOfAnyExceptInRange(0, places - 1) is >= 0 and var strange)
            {
                throw Broken($"a feature is at {own[strange]} of {places} places");
            }

            own.CopyTo(features.AsSpan(length));
            length += own.Length;
            ends[i] = length;
            rest = rest[(1 + own.Length)..];
        }

        return rest.IsEmpty ? new Decision(features, ends) : throw Broken($"{rest.Length} tokens are left over");
    }

    private static FormatException Broken(FormattableString why) =>
        new($"decision: cannot be read: {FormattableString.Invariant(why)}");
}
