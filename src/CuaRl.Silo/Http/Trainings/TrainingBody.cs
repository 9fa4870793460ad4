using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>A training to start or to resume. Fields not named here are refused; what belongs to it beside them goes into config.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrainingBody
{
    [Description("Its name and identity, 1 to 200 characters; the same name again resumes it. By default formed from the configuration and the minute.")]
    public string? RunName { get; init; }

    [Description("The base model, 1 to 200 characters.")]
    public required string ModelName { get; init; }

    [Description("Where its logs lie, for people.")]
    public string? LogPath { get; init; }

    [Description("The rank of the LoRA adapter; 32 by default.")]
    public int? LoraRank { get; init; }

    [Description("1e-5 by default.")]
    public double? LearningRate { get; init; }

    [Description("The rollouts of a step as the trainer counts them; groups_per_batch by default.")]
    public int? BatchSize { get; init; }

    [Description("Rollouts of one task; 4 by default.")]
    public int? GroupSize { get; init; }

    [Description("2 by default.")]
    public int? GroupsPerBatch { get; init; }

    [Description("Of a response; 2,048 by default.")]
    public int? MaxTokens { get; init; }

    [Description("1 by default.")]
    public double? Temperature { get; init; }

    [Description("The weight of the KL penalty in the reward; 0 by default.")]
    public double? KlPenaltyCoef { get; init; }

    [Description("Optimizer steps of a step; 1 by default.")]
    public int? NumSubsteps { get; init; }

    [Description("Of a rollout, 1 to 9,999; 20 by default. The lower of this and the task's own limit applies.")]
    public int? MaxTurns { get; init; }

    [Description("0 by default.")]
    public long? Seed { get; init; }

    [Description("'android' by default, 'linux', or another that a driver offers.")]
    public string? BoxType { get; init; }

    [Description("How prompts are rendered.")]
    public string? RendererName { get; init; }

    public string? WandbProject { get; init; }

    public string? WandbName { get; init; }

    [Description("In steps, 0 for never; 10 by default.")]
    public int? EvalEvery { get; init; }

    [Description("In steps, 0 for never; 10 by default.")]
    public int? SaveEvery { get; init; }

    [Description("How many steps it will take, from the length of its data set.")]
    public int? TotalSteps { get; init; }

    [Description("How many tasks an evaluation has.")]
    public int? EvalTasks { get; init; }

    [Description("A name that the service knows; 'binary' by default.")]
    public string? RewardFunction { get; init; }

    [Description("1 to 10,000; 8 by default.")]
    public int? MaxConcurrentRollouts { get; init; }

    [Description("Whatever else configures it: a JSON object of at most 64 KiB.")]
    public JsonText? Config { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static TrainingDefinition Read(JsonBody body)
    {
        var least = new TrainingDefinition { ModelName = "" };
        var definition = new TrainingDefinition
        {
            RunName = body.OptionalText("run_name", _ => null),
            ModelName = body.Text("model_name", _ => null),
            LogPath = body.OptionalText("log_path", _ => null),
            LoraRank = body.OptionalInt32("lora_rank") ?? least.LoraRank,
            LearningRate = body.OptionalNumber("learning_rate") ?? least.LearningRate,
            BatchSize = body.OptionalInt32("batch_size"),
            GroupSize = body.OptionalInt32("group_size") ?? least.GroupSize,
            GroupsPerBatch = body.OptionalInt32("groups_per_batch") ?? least.GroupsPerBatch,
            MaxTokens = body.OptionalInt32("max_tokens") ?? least.MaxTokens,
            Temperature = body.OptionalNumber("temperature") ?? least.Temperature,
            KlPenaltyCoefficient = body.OptionalNumber("kl_penalty_coef") ?? least.KlPenaltyCoefficient,
            NumSubsteps = body.OptionalInt32("num_substeps") ?? least.NumSubsteps,
            MaxTurns = body.OptionalInt32("max_turns") ?? least.MaxTurns,
            Seed = body.OptionalInteger("seed", long.MinValue) ?? least.Seed,
            BoxType = body.OptionalText("box_type", _ => null) ?? least.BoxType,
            RendererName = body.OptionalText("renderer_name", _ => null),
            WandbProject = body.OptionalText("wandb_project", _ => null),
            WandbName = body.OptionalText("wandb_name", _ => null),
            EvalEvery = body.OptionalInt32("eval_every") ?? least.EvalEvery,
            SaveEvery = body.OptionalInt32("save_every") ?? least.SaveEvery,
            TotalSteps = body.OptionalInt32("total_steps"),
            EvalTasks = body.OptionalInt32("eval_tasks"),
            RewardFunction = body.OptionalText("reward_function", _ => null) ?? least.RewardFunction,
            MaxConcurrentRollouts = body.OptionalInt32("max_concurrent_rollouts") ?? least.MaxConcurrentRollouts,
            Config = body.OptionalObject("config", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
        };
        body.ThrowIfInvalid();
        return definition;
    }
}
