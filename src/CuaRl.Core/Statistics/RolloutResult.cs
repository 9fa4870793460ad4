namespace CuaRl.Core.Statistics;

/// <summary>How a rollout ended, as statistics see it.</summary>
/// <param name="Reward">Its reward; null when it has none.</param>
/// <param name="Validated">What validation found; null when nothing was validated, and then it counts in no statistic.</param>
/// <param name="NumTurns">The turns it took.</param>
/// <param name="Strict">What the device's strict check of the goal found; null where there is none.</param>
public readonly record struct RolloutResult(double? Reward, bool? Validated, int NumTurns = 0, bool? Strict = null)
{
    /// <summary>It has a reward and was validated. A rollout that is not counted is not a failed one.</summary>
    public bool IsCounted => Reward is not null && Validated is not null;
}
