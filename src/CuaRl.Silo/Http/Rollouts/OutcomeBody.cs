using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>How a rollout ended. Fields not named here are refused; what else is to be kept goes into summary.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OutcomeBody
{
    [Description("True when the agent called finish.")]
    public bool? TaskCompleted { get; init; }

    [Description("What the agent says of its success; kept apart from the judgement.")]
    public bool? AgentReportedSuccess { get; init; }

    [Description("What the agent said at the end, at most 10,000 characters.")]
    public string? FinishMessage { get; init; }

    [Description("Why it stopped, such as 'finish_success' or 'max_turns_reached_20'; 1 to 200 characters.")]
    public required string StopReason { get; init; }

    [Description("How many actions were executed; 0 by default.")]
    public int? NumTotalActions { get; init; }

    [Description("How often an action was repeated beyond its second time in a row; 0 by default.")]
    public int? ConsecutiveRepeatedActions { get; init; }

    [Description("Tool calls that could not be read; 0 by default.")]
    public int? ParseErrors { get; init; }

    [Description("Tool calls that named no tool there is; 0 by default.")]
    public int? ToolNameErrors { get; init; }

    [Description("Tool calls whose arguments did not fit; 0 by default.")]
    public int? ToolArgErrors { get; init; }

    [Description("Tool calls that failed in execution; 0 by default.")]
    public int? RuntimeErrors { get; init; }

    [Description("True when the agent said that it was done.")]
    public bool? AttemptedCompletion { get; init; }

    [Description("The first turn whose action worked; -1 for never, by default.")]
    public int? TurnFirstSuccess { get; init; }

    [Description("The turn in which the task was done; -1 for never, by default.")]
    public int? TurnTaskCompleted { get; init; }

    [Description("The judgement; without one the rollout is unvalidated and masked.")]
    public ValidationBody? Validation { get; init; }

    [Description("The reward if you computed it; by default the training's reward function does.")]
    public double? Reward { get; init; }

    [Description("What went wrong, in words; at most 100.")]
    public IReadOnlyList<string>? Errors { get; init; }

    [Description("How long it took, in seconds; by the clock by default.")]
    public double? RolloutTime { get; init; }

    [Description("When the first turn began, with its zone.")]
    public string? TaskStartTime { get; init; }

    [Description("When the last turn ended, with its zone.")]
    public string? TaskEndTime { get; init; }

    [Description("Whatever else is to be kept: a JSON object of at most 64 KiB.")]
    public JsonText? Summary { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static RolloutOutcome Read(JsonBody body)
    {
        var outcome = new RolloutOutcome
        {
            TaskCompleted = body.OptionalBoolean("task_completed") ?? false,
            AgentReportedSuccess = body.OptionalBoolean("agent_reported_success"),
            FinishMessage = body.OptionalText("finish_message", _ => null),
            StopReason = body.Text("stop_reason", _ => null),
            Counters = new ActionCounters
            {
                NumTotalActions = body.OptionalInt32("num_total_actions") ?? 0,
                ConsecutiveRepeatedActions = body.OptionalInt32("consecutive_repeated_actions") ?? 0,
                ParseErrors = body.OptionalInt32("parse_errors") ?? 0,
                ToolNameErrors = body.OptionalInt32("tool_name_errors") ?? 0,
                ToolArgumentErrors = body.OptionalInt32("tool_arg_errors") ?? 0,
                RuntimeErrors = body.OptionalInt32("runtime_errors") ?? 0,
                AttemptedCompletion = body.OptionalBoolean("attempted_completion") ?? false,
                TurnFirstSuccess = body.OptionalInt32("turn_first_success") ?? -1,
                TurnTaskCompleted = body.OptionalInt32("turn_task_completed") ?? -1,
            },
            Validation = body.OptionalPart("validation") is { } validation ? ValidationBody.Read(validation) : null,
            Reward = body.OptionalNumber("reward"),
            Errors = body.Texts("errors"),
            RolloutSeconds = body.OptionalNumber("rollout_time"),
            TaskStartTime = body.OptionalTime("task_start_time"),
            TaskEndTime = body.OptionalTime("task_end_time"),
            Summary = body.OptionalObject("summary", SimulationRules.JsonObject),
        };
        body.ThrowIfInvalid();
        return outcome;
    }
}
