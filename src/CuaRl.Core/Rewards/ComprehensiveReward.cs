namespace CuaRl.Core.Rewards;

/// <summary>
/// cua_rl's reward from -2 to 3: a malformed call outweighs all else, then not finishing, then the outcome with a bonus for
/// few turns. Success is what validation found; a rollout that nothing validated has none.
/// </summary>
internal static class ComprehensiveReward
{
    private const double Perfect = 3;
    private const double Highest = 2.8;
    private const double Lowest = -2;
    private const double PerfectShareOfTurns = 0.2;
    private const int CountedAtMost = 5;
    private const int ActionsOfAnAttempt = 3;

    public static double Compute(in RewardInputs rollout)
    {
        var earned = PartialCredit(rollout) - Penalties(rollout);
        if (MalformedCalls(rollout) is { } malformed)
        {
            return malformed + earned;
        }

        if (!rollout.TaskCompleted)
        {
            return Unfinished(rollout) + earned;
        }

        return IsPerfect(rollout) ? Perfect : Math.Clamp(Finished(rollout) + earned, Lowest, Highest);
    }

    private static double PartialCredit(in RewardInputs rollout) => rollout.TurnFirstSuccess > 0
        ? Math.Max(0.05, 0.15 * (1 - (double)rollout.TurnFirstSuccess / rollout.MaxTurns))
        : 0;

    private static double Penalties(in RewardInputs rollout) =>
        0.15 * Math.Min(rollout.ConsecutiveRepeatedActions, CountedAtMost) + 0.08 * Math.Min(rollout.RuntimeErrors, CountedAtMost);

    private static double? MalformedCalls(in RewardInputs rollout) =>
        rollout.ParseErrors > 0 ? -2.0
        : rollout.ToolNameErrors > 0 ? -1.8
        : rollout.ToolArgErrors > 0 ? -1.5
        : null;

    private static double Unfinished(in RewardInputs rollout) =>
        !rollout.RanOutOfTurns ? -1
        : rollout.NumTotalActions >= ActionsOfAnAttempt ? -0.4
        : -0.5;

    private static bool IsPerfect(in RewardInputs rollout) =>
        rollout is { ValidationPassed: true, ConsecutiveRepeatedActions: 0, RuntimeErrors: 0 }
        && rollout.NumTurns <= PerfectShareOfTurns * rollout.MaxTurns;

    private static double Finished(in RewardInputs rollout)
    {
        var outcome = rollout.ValidationPassed == true ? 1.5 + 0.3 : 0.3;
        return rollout.NumTurns < rollout.MaxTurns
            ? outcome + 0.2 * (1 - (double)rollout.NumTurns / rollout.MaxTurns)
            : outcome;
    }
}
