namespace CuaRl.Core.Policies;

/// <summary>
/// A decision as the tokens of an observation, none below 0: how many tokens there are in all, the number of candidates, then of
/// each candidate the number of its features and their places. By the first token no observation is the beginning of another. The
/// action is one token, the number of the candidate that was taken.
/// </summary>
public static class DecisionTokens
{
    /// <summary>The tokens before those of the first candidate.</summary>
    internal const int Header = 2;

    /// <summary>The decision that <see cref="Decision.Tokens"/> are of. They are not copied.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="places">How many places the features of the policy have.</param>
    /// <exception cref="FormatException">They are no decision, or one for more places.</exception>
    public static Decision Read(ReadOnlyMemory<int> tokens, int places)
    {
        var all = tokens.Span;
        if (all.Length < Header || all[0] != all.Length)
        {
            throw Broken($"it has {all.Length} tokens, and the first is {(all.IsEmpty ? 0 : all[0])} instead of that");
        }

        var count = all[1] is >= 1 and <= Candidates.MaxCount and var said && said <= all.Length - Header
            ? said
            : throw Broken($"it has {all[1]} candidates in {all.Length} tokens; there are 1 to {Candidates.MaxCount}");
        var (starts, at) = (new int[count], Header);
        for (var i = 0; i < count; i++)
        {
            // Those of the candidates to come need a token each at least.
            if (at == all.Length || (uint)all[at] > (uint)(all.Length - at - (count - i)))
            {
                throw Broken($"candidate {i} has more features than there are tokens");
            }

            var own = all.Slice(starts[i] = at + 1, all[at]);
            if (own.IndexOfAnyExceptInRange(0, places - 1) is >= 0 and var strange)
            {
                throw Broken($"a feature is at {own[strange]} of {places} places");
            }

            at += 1 + own.Length;
        }

        return at == all.Length ? new Decision(tokens, starts) : throw Broken($"{all.Length - at} tokens are left over");
    }

    private static FormatException Broken(FormattableString why) =>
        new($"decision: cannot be read: {FormattableString.Invariant(why)}");
}
