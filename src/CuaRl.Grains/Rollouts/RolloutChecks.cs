using CuaRl.Core.Rollouts;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Rollouts;

/// <summary>Lays Core's rules over what callers say of rollouts, field by field, under the names that HTTP clients know.</summary>
internal static class RolloutChecks
{
    public static void Check(string id, RolloutDefinition definition)
    {
        _ = GrainKeys.Training(definition.Group.TrainingId);
        Check(definition.Request);
        Rule.Keep("env_index", RecordIds.Rollout(definition.GroupId, definition.Request.EnvIndex) == id
            ? null : "must be the place in the group that the rollout's id follows from");
    }

    public static void Check(RolloutRequest request)
    {
        Rule.Keep("env_index", RecordRules.Range(request.EnvIndex, 0, RecordRules.MaxParts - 1));
        Rule.Keep("status", request.Status is RolloutStatus.Pending or RolloutStatus.EnvCreation or RolloutStatus.Running
            ? null : "must be pending, env_creation or running");
        Rule.Keep("environment_type", RecordRules.OptionalName(request.EnvironmentType));
        if (request.Branch is { } branch)
        {
            Rule.Keep("branch.env_index", RecordRules.Range(branch.EnvIndex, 0, RecordRules.MaxParts - 1)
                ?? (branch.EnvIndex == request.EnvIndex ? "must be the place of another rollout of the group" : null));
            Rule.Keep("branch.attempt", RolloutRules.Attempt(branch.Attempt));
            Rule.Keep("branch.turn", RolloutRules.Turn(branch.Turn));
        }
    }

    public static void Check(RolloutReport report)
    {
        Rule.Keep("status", report.Status is null or RolloutStatus.EnvCreation or RolloutStatus.AgentInit or RolloutStatus.Running
            ? null : "must be env_creation, agent_init or running; ends have routes of their own");
        Rule.KeepDefined("phase", report.Phase);
        Rule.Keep("status_message", RecordRules.Text(report.StatusMessage));
        Rule.Keep("policy_step", RecordRules.OptionalRange(report.PolicyStep, 0));
        if (report.Environment is { } environment)
        {
            Rule.KeepDefined<EnvironmentStatus>("environment.status", environment.Status);
            Rule.Keep("environment.box_id", RecordRules.OptionalName(environment.BoxId));
            Rule.Keep("environment.box_type", RecordRules.OptionalName(environment.BoxType));
            Rule.Keep("environment.status_message", RecordRules.Text(environment.StatusMessage));
            Rule.Keep("environment.error_message", RecordRules.Text(environment.ErrorMessage));
            Rule.KeepObject("environment.config", environment.Config);
        }
    }

    public static void CheckError(string errorKind, string error)
    {
        Rule.Keep("error_kind", RecordRules.Name(errorKind));
        Rule.Keep("error", RecordRules.Error(error));
    }

    public static void Check(RolloutOutcome outcome)
    {
        Rule.Keep("finish_message", RecordRules.Text(outcome.FinishMessage));
        Rule.Keep("stop_reason", RecordRules.Name(outcome.StopReason));
        Rule.Keep("counters", outcome.Counters is null ? "must be given" : null);
        Check(outcome.Counters!);
        if (outcome.Validation is { } validation)
        {
            Check("validation.", validation);
        }

        Rule.Keep("reward", RecordRules.Finite(outcome.Reward));
        Rule.Keep("errors", outcome.Errors.IsDefault ? "must be a list" : RolloutRules.ErrorCount(outcome.Errors.Length));
        foreach (var error in outcome.Errors)
        {
            Rule.Keep("errors", RecordRules.Error(error));
        }

        Rule.Keep("rollout_time", RecordRules.OptionalNotNegative(outcome.RolloutSeconds));
        Rule.KeepObject("summary", outcome.Summary);
    }

    public static void Check(string prefix, ValidationReport report)
    {
        Rule.Keep(prefix + "validation_query", RecordRules.OptionalName(report.ValidationQuery));
        Rule.KeepValue(prefix + "expected_result", report.ExpectedResult);
        Rule.Keep(prefix + "actual_result", RecordRules.Text(report.ActualResult));
        Rule.Keep(prefix + "execution_time", RecordRules.OptionalNotNegative(report.ExecutionSeconds));
        Rule.Keep(prefix + "error_message", RecordRules.Text(report.ErrorMessage));
        Rule.KeepObject(prefix + "details", report.Details);
    }

    public static void Check(ValidationOverride judgement)
    {
        Rule.Keep("reason", RecordRules.Text(judgement.Reason));
        Rule.Keep("actor", RecordRules.OptionalName(judgement.Actor));
    }

    public static void Check(TurnQuery query)
    {
        Rule.Keep("from", RecordRules.Range(query.From, 0));
        Rule.Keep("limit", RecordRules.Limit(query.Limit));
    }

    private static void Check(ActionCounters counters)
    {
        Rule.Keep("num_total_actions", RecordRules.Range(counters.NumTotalActions, 0));
        Rule.Keep("consecutive_repeated_actions", RecordRules.Range(counters.ConsecutiveRepeatedActions, 0));
        Rule.Keep("parse_errors", RecordRules.Range(counters.ParseErrors, 0));
        Rule.Keep("tool_name_errors", RecordRules.Range(counters.ToolNameErrors, 0));
        Rule.Keep("tool_arg_errors", RecordRules.Range(counters.ToolArgumentErrors, 0));
        Rule.Keep("runtime_errors", RecordRules.Range(counters.RuntimeErrors, 0));
        Rule.Keep("turn_first_success", RecordRules.Range(counters.TurnFirstSuccess, -1, RecordRules.MaxTurns));
        Rule.Keep("turn_task_completed", RecordRules.Range(counters.TurnTaskCompleted, -1, RecordRules.MaxTurns));
    }
}
