using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Trainings;

/// <summary>Lays Core's rules over what callers say of trainings, field by field, under the names that HTTP clients know.</summary>
internal static class TrainingChecks
{
    public static void Check(string id, TrainingDefinition definition)
    {
        Check(definition);
        Rule.Keep("run_name", definition.RunName is { } name && RecordIds.Training(name) == id
            ? null : "must be the name that the training's id follows from");
    }

    public static void Check(TrainingDefinition definition)
    {
        Rule.Keep("run_name", RecordRules.OptionalName(definition.RunName));
        Rule.Keep("model_name", RecordRules.Name(definition.ModelName));
        Rule.Keep("log_path", RecordRules.OptionalPath(definition.LogPath));
        Rule.Keep("lora_rank", RecordRules.Range(definition.LoraRank, 1));
        Rule.Keep("learning_rate", RecordRules.Positive(definition.LearningRate));
        Rule.Keep("batch_size", RecordRules.OptionalRange(definition.BatchSize, 1));
        Rule.Keep("group_size", RecordRules.Range(definition.GroupSize, 1, RecordRules.MaxParts));
        Rule.Keep("groups_per_batch", RecordRules.Range(definition.GroupsPerBatch, 1, RecordRules.MaxParts));
        Rule.Keep("max_tokens", RecordRules.Range(definition.MaxTokens, 1));
        Rule.Keep("temperature", RecordRules.NotNegative(definition.Temperature));
        Rule.Keep("kl_penalty_coef", RecordRules.NotNegative(definition.KlPenaltyCoefficient));
        Rule.Keep("num_substeps", RecordRules.Range(definition.NumSubsteps, 1));
        Rule.Keep("max_turns", RecordRules.Range(definition.MaxTurns, 1, RecordRules.MaxTurns));
        Rule.Keep("box_type", RecordRules.Name(definition.BoxType));
        Rule.Keep("renderer_name", RecordRules.OptionalName(definition.RendererName));
        Rule.Keep("wandb_project", RecordRules.OptionalName(definition.WandbProject));
        Rule.Keep("wandb_name", RecordRules.OptionalName(definition.WandbName));
        Rule.Keep("eval_every", RecordRules.Range(definition.EvalEvery, 0));
        Rule.Keep("save_every", RecordRules.Range(definition.SaveEvery, 0));
        CheckTotals(definition.TotalSteps, definition.EvalTasks);
        Rule.Keep("reward_function", RecordRules.Name(definition.RewardFunction));
        Rule.Keep("max_concurrent_rollouts", RecordRules.Range(definition.MaxConcurrentRollouts, 1, RecordRules.MaxParts));
        Rule.Keep("config", definition.Config is null ? "must be a JSON object" : null);
        Rule.KeepObject("config", definition.Config);
    }

    public static void Check(int step, TrainingBranch branch)
    {
        Rule.Keep("step", RecordRules.Range(step, 0));
        Rule.Keep("run_name", RecordRules.Name(branch.RunName));
        Rule.Keep("overrides", branch.Overrides is null ? "must be a JSON object" : null);
        Rule.KeepObject("overrides", branch.Overrides);
    }

    public static void Check(TrainingReport report)
    {
        Rule.KeepDefined("phase", report.Phase);
        Rule.Keep("status_message", RecordRules.Text(report.StatusMessage));
        Rule.Keep("current_step", RecordRules.OptionalRange(report.CurrentStep, 0));
        CheckTotals(report.TotalSteps, report.EvalTasks);
    }

    public static void CheckActor(string? actor) => Rule.Keep("actor", RecordRules.OptionalName(actor));

    public static void CheckText(string field, string? text) => Rule.Keep(field, RecordRules.Text(text));

    public static void CheckError(string error) => Rule.Keep("error", RecordRules.Error(error));

    private static void CheckTotals(int? steps, int? evalTasks)
    {
        Rule.Keep("total_steps", RecordRules.OptionalRange(steps, 0));
        Rule.Keep("eval_tasks", RecordRules.OptionalRange(evalTasks, 0, RecordRules.MaxParts));
    }
}
