using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Batches;

/// <summary>Lays Core's rules over what callers say of batches, field by field, under the names that HTTP clients know.</summary>
internal static class BatchChecks
{
    public static void Check(string id, BatchDefinition definition)
    {
        _ = GrainKeys.Training(definition.TrainingId);
        Check(definition.Request);
        Rule.Keep("step", IdOf(definition.TrainingId, definition.Request) == id
            ? null : "must be the step, and source_type the kind, that the batch's id follows from");
        Rule.Keep("max_turns", RecordRules.Range(definition.MaxTurns, 1, RecordRules.MaxTurns));
    }

    public static void Check(BatchRequest request)
    {
        Rule.KeepDefined<SourceType>("source_type", request.SourceType);
        Rule.Keep("step", RecordRules.Range(request.Step, 0));
        Rule.Keep("model_path", RecordRules.Path(request.ModelPath));
        Rule.Keep("learning_rate", request.LearningRate is { } rate ? RecordRules.Positive(rate) : null);
        Rule.Keep("num_groups", RecordRules.Range(request.NumGroups, 0, RecordRules.MaxParts));
        Rule.Keep("group_size", RecordRules.Range(request.GroupSize, 1, RecordRules.MaxParts));
    }

    public static void Check(BatchReport report)
    {
        Rule.Keep("status", report.Status is null
            or BatchStatus.RolloutCollecting or BatchStatus.RolloutRunning or BatchStatus.Training or BatchStatus.Running
            ? null : "must be rollout_collecting, rollout_running, training or running; ends have routes of their own");
        Rule.KeepDefined("phase", report.Phase);
        Rule.Keep("status_message", RecordRules.Text(report.StatusMessage));
        Rule.Keep("completed_substeps", RecordRules.OptionalRange(report.CompletedSubsteps, 0));
        Rule.Keep("total_substeps", RecordRules.OptionalRange(report.TotalSubsteps, 0));
        Rule.KeepLargeObject("trained_on", report.TrainedOn);
    }

    public static void Check(BatchResult result)
    {
        Rule.Keep("loss", RecordRules.Finite(result.Loss));
        Rule.Keep("kl_divergence", RecordRules.Finite(result.KlDivergence));
        Rule.Keep("policy_gradient_norm", RecordRules.Finite(result.PolicyGradientNorm));
        Rule.Keep("num_tokens", result.NumTokens < 0 ? "must be 0 or more" : null);
        Rule.Keep("model_path", RecordRules.OptionalPath(result.ModelPath));
        Rule.Keep("checkpoint_path", RecordRules.OptionalPath(result.CheckpointPath));
        Rule.KeepObject("metrics", result.Metrics);
        Rule.Keep("status_message", RecordRules.Text(result.StatusMessage));
    }

    public static void CheckError(string error) => Rule.Keep("error", RecordRules.Error(error));

    public static string IdOf(string trainingId, BatchRequest request) =>
        RecordIds.Batch(trainingId, Transitions.Name(request.SourceType), request.Step);
}
