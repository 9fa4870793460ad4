namespace CuaRl.Core.Statistics;

/// <summary>Validated success beside strict success, over the counted rollouts that have both.</summary>
/// <param name="Counted">How many those are.</param>
/// <param name="ValidatedRate">The share that validation passed, from 0 to 1; null when none counts.</param>
/// <param name="StrictRate">The share that the strict check passed.</param>
/// <param name="Points">How far validation is above the strict check, in percentage points; negative when below.</param>
public readonly record struct SuccessGap(int Counted, double? ValidatedRate, double? StrictRate, double? Points)
{
    /// <summary>The gap that is still no sign of anything, in points.</summary>
    public const double Tolerated = 5;

    /// <summary>Validation is passed by more than the goal is reached by: the reward may be had without the task.</summary>
    public bool IsPossibleRewardHacking => Points > Tolerated;

    /// <summary>The gap of these rollouts.</summary>
    public static SuccessGap Of(params IEnumerable<RolloutResult> rollouts)
    {
        var (counted, validated, strict) = (0, 0, 0);
        foreach (var rollout in rollouts)
        {
            if (rollout is { IsCounted: true, Validated: { } passed, Strict: { } reached })
            {
                counted++;
                validated += passed ? 1 : 0;
                strict += reached ? 1 : 0;
            }
        }

        return counted == 0
            ? default
            : new SuccessGap(
                counted, (double)validated / counted, (double)strict / counted, 100.0 * (validated - strict) / counted);
    }
}
