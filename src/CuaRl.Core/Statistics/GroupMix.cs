namespace CuaRl.Core.Statistics;

/// <summary>How many groups can teach something: those in which rewards differ. Shares from 0 to 1, which add up to 1.</summary>
/// <param name="Groups">How many groups count: those with at least one counted rollout.</param>
/// <param name="FracMixed">The share in which rewards differ.</param>
/// <param name="FracAllGood">The share in which all are the same and at least 0.5.</param>
/// <param name="FracAllBad">The share in which all are the same and below.</param>
public readonly record struct GroupMix(int Groups, double FracMixed, double FracAllGood, double FracAllBad)
{
    private const double Good = 0.5;

    /// <summary>The mix of these groups; all shares are 0 when none counts.</summary>
    public static GroupMix Of(params IEnumerable<IEnumerable<RolloutResult>> groups)
    {
        var (mixed, good, bad) = (0, 0, 0);
        foreach (var group in groups)
        {
            double[] rewards = [.. group.Where(rollout => rollout.IsCounted).Select(rollout => rollout.Reward!.Value)];
            if (rewards.Length == 0)
            {
                continue;
            }

            if (rewards.AsSpan().ContainsAnyExcept(rewards[0]))
            {
                mixed++;
            }
            else if (rewards[0] >= Good)
            {
                good++;
            }
            else
            {
                bad++;
            }
        }

        var all = mixed + good + bad;
        return all == 0 ? default : new GroupMix(all, (double)mixed / all, (double)good / all, (double)bad / all);
    }
}
