using System.Collections.Frozen;
using System.Globalization;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Tasks;
using CuaRl.Core.Text;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>Which flag is which setting, both ways.</summary>
internal static class LoopBinding
{
    /// <summary>Of a trainer that has no use for them; records hold them all the same.</summary>
    private const int NoRank = 1;

    private const int UnusedTokens = 2048;

    /// <summary>The names of the flags that settings are made of.</summary>
    public static FrozenSet<string> Names { get; } = All(Read(
        Providers.Tinker, new FlagValues(name => FlagTable.Get(name).DefaultOf(Providers.Tinker)), [], [])).Select(item => item.Name).ToFrozenSet();

    /// <summary>The settings that values make.</summary>
    /// <param name="provider">Who trains.</param>
    /// <param name="values">The values of the other flags, each as its flag reads it.</param>
    /// <param name="tasks">Which tasks are trained on.</param>
    /// <param name="evalTasks">Which are evaluated on.</param>
    public static LoopConfiguration Read(
        string provider, FlagValues values, IReadOnlyList<TaskChoice> tasks, IReadOnlyList<TaskChoice> evalTasks) => new()
    {
        Provider = provider,
        BaseUrl = values.Text("base_url"),
        ModelName = values.Text("model_name")!,
        TokenizerModelName = values.Text("model_name_for_tokenizer"),
        RendererName = values.Text("renderer_name"),
        LoraRank = values.Whole("lora_rank") ?? NoRank,
        LoadCheckpointPath = values.Text("load_checkpoint_path"),
        Tasks = [.. tasks],
        EvalTasks = [.. evalTasks],
        RewardFunction = values.Text("reward_function")!,
        BoxType = values.Text("box_type")!,
        GroupSize = values.Required("group_size"),
        GroupsPerBatch = values.Required("groups_per_batch"),
        MaxTurns = values.Required("max_turns"),
        MaxTurnTime = TimeSpan.FromSeconds(values.Real("max_turn_time_seconds")),
        MaxTaskTime = TimeSpan.FromSeconds(values.Real("max_task_time_seconds")),
        MaxTokens = values.Whole("max_tokens") ?? UnusedTokens,
        Temperature = values.Real("temperature"),
        MaxConcurrentRollouts = values.Required("max_concurrent_rollouts"),
        Strategy = GroupAdmission.Names.Find(values.Text("rollout_strategy")!),
        MaxRetries = values.Required("max_retries"),
        MaxStepsOffPolicy = values.Whole("max_steps_off_policy"),
        PipelineDepth = values.Whole("pipeline_depth"),
        BranchRollouts = values.Required("branch_rollouts"),
        BranchTurn = values.Whole("branch_turn"),
        LearningRate = values.Real("learning_rate"),
        NumSubsteps = values.Required("num_substeps"),
        Epochs = values.Required("epochs"),
        MaxSteps = values.Whole("max_steps"),
        Advantage = AdvantageRules.Names.Find(values.Text("advantage")!),
        Gigpo = values.YesNo("gigpo"),
        GigpoGamma = values.Real("gigpo_gamma"),
        StepAdvantageWeight = values.Real("step_advantage_weight"),
        RemoveConstantRewardGroups = values.YesNo("remove_constant_reward_groups"),
        Loss = ReadLoss(values),
        WarmStart = values.YesNo("warm_start"),
        WarmStartUpTo = values.OptionalReal("warm_start_up_to") ?? 0,
        KlPenaltyCoefficient = values.Real("kl_penalty_coef"),
        KlDiscountFactor = values.Real("kl_discount_factor"),
        KlReferenceCheckpoint = values.Text("kl_reference_checkpoint"),
        ComputePostKl = values.YesNo("compute_post_kl"),
        EvalEvery = values.Required("eval_every"),
        EvalGroupSize = values.Required("eval_group_size"),
        SaveEvery = values.Required("save_every"),
        SkipBaseline = values.YesNo("skip_baseline"),
        BaselineOnly = values.YesNo("baseline_only"),
        Seed = values.Long("seed"),
    };

    /// <summary>The values that make settings, without those of flags that their trainer has no use for.</summary>
    public static IEnumerable<(Flag Flag, string? Value)> Write(LoopConfiguration settings) =>
        All(settings).Select(item => (Flag: FlagTable.Get(item.Name), item.Value)).Where(item => item.Flag.IsOf(settings.Provider));

    private static LossOptions ReadLoss(FlagValues values) => new()
    {
        Loss = PolicyLosses.Names.Find(values.Text("loss_fn")!),
        ClipLow = values.Real("clip_low_threshold"),
        ClipHigh = values.Real("clip_high_threshold"),
        Beta = values.Real("beta"),
        Aggregation = PolicyLosses.Aggregations.Find(values.Text("loss_aggregation")!),
        ConstantLength = values.Whole("loss_constant_length"),
    };

    private static (string Name, string? Value)[] All(LoopConfiguration settings) =>
    [
        ("provider", settings.Provider),
        ("base_url", settings.BaseUrl),
        ("model_name", settings.ModelName),
        ("model_name_for_tokenizer", settings.TokenizerModelName),
        ("renderer_name", settings.RendererName),
        ("lora_rank", Text(settings.LoraRank)),
        ("load_checkpoint_path", settings.LoadCheckpointPath),
        ("tasks", TaskChoiceJson.Write(settings.Tasks)),
        ("eval_tasks", settings.EvalTasks.IsEmpty ? null : TaskChoiceJson.Write(settings.EvalTasks)),
        ("use_default_eval_tasks", Text(false)),
        ("reward_function", settings.RewardFunction),
        ("box_type", settings.BoxType),
        ("group_size", Text(settings.GroupSize)),
        ("groups_per_batch", Text(settings.GroupsPerBatch)),
        ("max_turns", Text(settings.MaxTurns)),
        ("max_turn_time_seconds", Text(settings.MaxTurnTime.TotalSeconds)),
        ("max_task_time_seconds", Text(settings.MaxTaskTime.TotalSeconds)),
        ("max_tokens", Text(settings.MaxTokens)),
        ("temperature", Text(settings.Temperature)),
        ("max_concurrent_rollouts", Text(settings.MaxConcurrentRollouts)),
        ("rollout_strategy", GroupAdmission.Names.NameOf(settings.Strategy)),
        ("max_retries", Text(settings.MaxRetries)),
        ("max_steps_off_policy", Optional(settings.MaxStepsOffPolicy)),
        ("pipeline_depth", Optional(settings.PipelineDepth)),
        ("branch_rollouts", Text(settings.BranchRollouts)),
        ("branch_turn", Optional(settings.BranchTurn)),
        ("learning_rate", Text(settings.LearningRate)),
        ("num_substeps", Text(settings.NumSubsteps)),
        ("epochs", Text(settings.Epochs)),
        ("max_steps", Optional(settings.MaxSteps)),
        ("advantage", AdvantageRules.Names.NameOf(settings.Advantage)),
        ("gigpo", Text(settings.Gigpo)),
        ("gigpo_gamma", Text(settings.GigpoGamma)),
        ("step_advantage_weight", Text(settings.StepAdvantageWeight)),
        ("remove_constant_reward_groups", Text(settings.RemoveConstantRewardGroups)),
        ("loss_fn", PolicyLosses.Names.NameOf(settings.Loss.Loss)),
        ("clip_low_threshold", Text(settings.Loss.ClipLow)),
        ("clip_high_threshold", Text(settings.Loss.ClipHigh)),
        ("beta", Text(settings.Loss.Beta)),
        ("loss_aggregation", PolicyLosses.Aggregations.NameOf(settings.Loss.Aggregation)),
        ("loss_constant_length", Optional(settings.Loss.ConstantLength)),
        ("warm_start", Text(settings.WarmStart)),
        ("warm_start_up_to", Text(settings.WarmStartUpTo)),
        ("kl_penalty_coef", Text(settings.KlPenaltyCoefficient)),
        ("kl_discount_factor", Text(settings.KlDiscountFactor)),
        ("kl_reference_checkpoint", settings.KlReferenceCheckpoint),
        ("compute_post_kl", Text(settings.ComputePostKl)),
        ("eval_every", Text(settings.EvalEvery)),
        ("eval_group_size", Text(settings.EvalGroupSize)),
        ("save_every", Text(settings.SaveEvery)),
        ("skip_baseline", Text(settings.SkipBaseline)),
        ("baseline_only", Text(settings.BaselineOnly)),
        ("seed", Text(settings.Seed)),
    ];

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Optional(int? value) => value is { } given ? Text(given) : null;

    private static string Text(double value) => PythonNumber.Of(value);
}
