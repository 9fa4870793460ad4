namespace CuaRl.Core.Progress;

/// <summary>How long work takes, in seconds.</summary>
/// <param name="AvgTurnTime">The time of a turn.</param>
/// <param name="Total">All of it.</param>
/// <param name="Remaining">What is left.</param>
public readonly record struct TimeEstimate(double AvgTurnTime, double Total, double Remaining)
{
    /// <summary>The estimate.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="avgTurnTime">The time of a turn; null takes <see cref="TurnTime.Fallback"/>.</param>
    /// <param name="concurrency">How many rollouts take turns at once; 1 for a single rollout.</param>
    public static TimeEstimate Of(TurnTally turns, double? avgTurnTime, int concurrency = 1)
    {
        var time = avgTurnTime ?? TurnTime.Fallback;
        var atOnce = Math.Max(1, concurrency);
        return new TimeEstimate(
            time, turns.Effective * time / atOnce, (turns.Effective - turns.Completed) * time / atOnce);
    }
}
