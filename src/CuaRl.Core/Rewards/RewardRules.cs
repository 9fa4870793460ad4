namespace CuaRl.Core.Rewards;

/// <summary>The rewards of cua_rl but for its comprehensive one.</summary>
internal static class RewardRules
{
    private const double FinishedOnly = 0.1;

    public static double Simple(in RewardInputs rollout) => rollout.TaskSuccess ? 1 : 0;

    public static double Completion(in RewardInputs rollout) => Outcome(rollout, unfinished: 0);

    public static double Efficiency(in RewardInputs rollout) =>
        Outcome(rollout, unfinished: -0.5) - 0.02 * rollout.NumTurns - 0.1 * rollout.ErrorCount;

    public static double Shaped(in RewardInputs rollout) =>
        Math.Min(1, Completion(rollout) + (rollout.ValidationPassed == true ? 0.5 : 0));

    private static double Outcome(in RewardInputs rollout, double unfinished) =>
        rollout.TaskSuccess ? 1 : rollout.TaskCompleted ? FinishedOnly : unfinished;
}
