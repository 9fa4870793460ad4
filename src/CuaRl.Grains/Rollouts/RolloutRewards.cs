using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Rollouts;

/// <summary>What a finished rollout is judged by, as reward functions take it.</summary>
internal static class RolloutRewards
{
    private const string Timeout = "timeout_";

    /// <summary>Who computed a reward that came with the outcome.</summary>
    public const string Given = "given";

    public static RewardInputs InputsOf(RolloutOutcome outcome, bool passed, int turns, int maxTurns) =>
        Inputs(outcome.Counters, passed, turns, maxTurns) with
        {
            TaskCompleted = outcome.TaskCompleted,
            AgentReportedSuccess = outcome.AgentReportedSuccess ?? false,
            RanOutOfTurns = RanOutOfTurns(outcome.TaskCompleted, turns, maxTurns),
            TimedOut = outcome.StopReason.StartsWith(Timeout, StringComparison.Ordinal),
            ErrorCount = outcome.Errors.Length,
        };

    public static RewardInputs InputsOf(RolloutFacts facts, bool passed) =>
        Inputs(facts.Counters, passed, facts.Turns, facts.MaxTurns) with
        {
            TaskCompleted = facts.TaskCompleted,
            AgentReportedSuccess = facts.AgentReportedSuccess ?? false,
            RanOutOfTurns = RanOutOfTurns(facts.TaskCompleted, facts.Turns, facts.MaxTurns),
            TimedOut = facts.StopReason?.StartsWith(Timeout, StringComparison.Ordinal) ?? false,
            ErrorCount = facts.ErrorCount,
        };

    public static bool RanOutOfTurns(bool isCompleted, int turns, int maxTurns) => !isCompleted && turns >= maxTurns;

    private static RewardInputs Inputs(ActionCounters? counters, bool passed, int turns, int maxTurns) => new()
    {
        TaskSuccess = passed,
        ValidationPassed = passed,
        NumTurns = turns,
        MaxTurns = maxTurns,
        NumTotalActions = counters?.NumTotalActions ?? 0,
        ConsecutiveRepeatedActions = counters?.ConsecutiveRepeatedActions ?? 0,
        ParseErrors = counters?.ParseErrors ?? 0,
        ToolNameErrors = counters?.ToolNameErrors ?? 0,
        ToolArgErrors = counters?.ToolArgumentErrors ?? 0,
        RuntimeErrors = counters?.RuntimeErrors ?? 0,
        TurnFirstSuccess = counters?.TurnFirstSuccess ?? -1,
    };
}
