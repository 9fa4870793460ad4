using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>How a rollout ended, as its driver said.</summary>
internal sealed record OutcomeDetails
{
    [Description("True when the agent called finish.")]
    public required bool TaskCompleted { get; init; }

    [Description("What the agent says; validation_passed is what was judged.")]
    public required bool? AgentReportedSuccess { get; init; }

    public required string? FinishMessage { get; init; }

    public required string StopReason { get; init; }

    public required int NumTotalActions { get; init; }

    public required int ConsecutiveRepeatedActions { get; init; }

    public required int ParseErrors { get; init; }

    public required int ToolNameErrors { get; init; }

    public required int ToolArgErrors { get; init; }

    public required int RuntimeErrors { get; init; }

    public required bool AttemptedCompletion { get; init; }

    [Description("-1 for never.")]
    public required int TurnFirstSuccess { get; init; }

    [Description("-1 for never.")]
    public required int TurnTaskCompleted { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    [Description("In seconds.")]
    public required double? RolloutTime { get; init; }

    public required string? TaskStartTime { get; init; }

    public required string? TaskEndTime { get; init; }

    public required JsonText? Summary { get; init; }

    public static OutcomeDetails? From(RolloutOutcome? outcome) => outcome is null ? null : new()
    {
        TaskCompleted = outcome.TaskCompleted,
        AgentReportedSuccess = outcome.AgentReportedSuccess,
        FinishMessage = outcome.FinishMessage,
        StopReason = outcome.StopReason,
        NumTotalActions = outcome.Counters.NumTotalActions,
        ConsecutiveRepeatedActions = outcome.Counters.ConsecutiveRepeatedActions,
        ParseErrors = outcome.Counters.ParseErrors,
        ToolNameErrors = outcome.Counters.ToolNameErrors,
        ToolArgErrors = outcome.Counters.ToolArgumentErrors,
        RuntimeErrors = outcome.Counters.RuntimeErrors,
        AttemptedCompletion = outcome.Counters.AttemptedCompletion,
        TurnFirstSuccess = outcome.Counters.TurnFirstSuccess,
        TurnTaskCompleted = outcome.Counters.TurnTaskCompleted,
        Errors = outcome.Errors,
        RolloutTime = outcome.RolloutSeconds,
        TaskStartTime = UtcTimestamp.Format(outcome.TaskStartTime),
        TaskEndTime = UtcTimestamp.Format(outcome.TaskEndTime),
        Summary = outcome.Summary,
    };
}
