using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Folders;

namespace CuaRl.Core.Tests.Loop.Configuration;

/// <summary>What flags make of a training's settings.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Defaults_OfTheEmbeddedTrainer_AreThose()
    {
        var settings = Flagged.Settings();

        Assert.Equal((Providers.Embedded, "embedded/linear", "simulated"), (settings.Provider, settings.ModelName, settings.BoxType));
        Assert.Equal((7e-3, 4, 8, 64), (settings.LearningRate, settings.GroupSize, settings.GroupsPerBatch, settings.MaxConcurrentRollouts));
        Assert.Equal((400, null, 200, 100), (settings.Epochs, settings.MaxSteps, settings.EvalEvery, settings.SaveEvery));
        Assert.Equal((true, 0.3), (settings.WarmStart, settings.WarmStartUpTo));
        Assert.Equal((20, 1, 1, 1.0), (settings.MaxTurns, settings.EvalGroupSize, settings.NumSubsteps, settings.Temperature));
        Assert.Equal((GroupStrategy.Retry, 3), (settings.Strategy, settings.MaxRetries));
        Assert.Equal(new LossOptions(), settings.Loss);
    }

    [Fact]
    public void Defaults_OfTinker_AreThoseOfTheOriginal()
    {
        var settings = Flagged.Settings("provider=tinker", "gbox_api_key=g");

        Assert.Equal((Providers.Tinker, "Qwen/Qwen3-VL-30B-A3B-Instruct", "android"), (settings.Provider, settings.ModelName, settings.BoxType));
        Assert.Equal((1e-5, 4, 2, 8), (settings.LearningRate, settings.GroupSize, settings.GroupsPerBatch, settings.MaxConcurrentRollouts));
        Assert.Equal((1, null, 10, 10), (settings.Epochs, settings.MaxSteps, settings.EvalEvery, settings.SaveEvery));
        Assert.Equal((32, 2048, false), (settings.LoraRank, settings.MaxTokens, settings.WarmStart));
        Assert.Equal((20, 1, 1, 1.0), (settings.MaxTurns, settings.EvalGroupSize, settings.NumSubsteps, settings.Temperature));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)), (settings.MaxTurnTime, settings.MaxTaskTime));
    }

    [Theory]
    [InlineData("embedded/hidden-16", Providers.Embedded)]
    [InlineData("Qwen/Qwen3-VL-30B-A3B-Instruct", Providers.Tinker)]
    [InlineData("embedded", Providers.Tinker)]
    [Trait("Flag", "provider")]
    [Trait("Flag", "model_name")]
    public void Provider_NotGiven_FollowsTheModel(string model, string provider)
    {
        var resolution = Flagged.ResolveWhole($"model_name={model}");

        Assert.Equal((provider, "model_name"), (resolution.Flag("provider").Value, resolution.Flag("provider").Source.Name));
    }

    [Fact]
    [Trait("Flag", "model_name_for_tokenizer")]
    [Trait("Flag", "renderer_name")]
    [Trait("Flag", "lora_rank")]
    [Trait("Flag", "load_checkpoint_path")]
    [Trait("Flag", "base_url")]
    [Trait("Flag", "max_tokens")]
    public void Model_ByItsFlags_IsThat()
    {
        var settings = Flagged.Settings(
            "provider=tinker", "gbox_api_key=g", "model_name_for_tokenizer=m", "renderer_name=r", "lora_rank=8", "load_checkpoint_path=tinker://p",
            "base_url=http://127.0.0.1:8000", "max_tokens=100");

        Assert.Equal(("m", "r", 8), (settings.TokenizerModelName, settings.RendererName, settings.LoraRank));
        Assert.Equal(("tinker://p", "http://127.0.0.1:8000", 100), (settings.LoadCheckpointPath, settings.BaseUrl, settings.MaxTokens));
    }

    [Fact]
    [Trait("Flag", "tasks")]
    [Trait("Flag", "eval_tasks")]
    [Trait("Flag", "box_type")]
    [Trait("Flag", "reward_function")]
    [Trait("Flag", "env_mode")]
    public void Tasks_ByTheirFlags_AreThose()
    {
        var settings = Flagged.Settings(
            "tasks=demo_all", """eval_tasks={"source_type":"ids","task_ids":["a"]}""", "box_type=mine", "reward_function=shaped", "env_mode=cua_gbox");

        Assert.Equal(("demo_all", "ids"), (Assert.Single(settings.Tasks).SourceType, Assert.Single(settings.EvalTasks).SourceType));
        Assert.Equal(("mine", "shaped"), (settings.BoxType, settings.RewardFunction));
    }

    [Fact]
    [Trait("Flag", "use_default_eval_tasks")]
    public void EvalTasks_NotGiven_AreTheUsualOnesBySeed_OrNone()
    {
        var usual = Assert.Single(Flagged.Settings("seed=5").EvalTasks);

        Assert.Equal(("demo_eval", 10, 5L), (usual.SourceType, usual.Limit, usual.Seed));
        Assert.Empty(Flagged.Settings("--no-use-default-eval-tasks").EvalTasks);
    }

    [Fact]
    [Trait("Flag", "group_size")]
    [Trait("Flag", "groups_per_batch")]
    [Trait("Flag", "max_turns")]
    [Trait("Flag", "max_turn_time_seconds")]
    [Trait("Flag", "max_task_time_seconds")]
    [Trait("Flag", "temperature")]
    [Trait("Flag", "max_concurrent_rollouts")]
    [Trait("Flag", "rollout_strategy")]
    [Trait("Flag", "max_retries")]
    public void Rollouts_ByTheirFlags_AreThat()
    {
        var settings = Flagged.Settings(
            "group_size=3", "groups_per_batch=5", "max_turns=7", "max_turn_time_seconds=1.5", "max_task_time_seconds=60", "temperature=0.7",
            "max_concurrent_rollouts=2", "rollout_strategy=minimum_viable", "max_retries=1");

        Assert.Equal((3, 5, 7), (settings.GroupSize, settings.GroupsPerBatch, settings.MaxTurns));
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(60)), (settings.MaxTurnTime, settings.MaxTaskTime));
        Assert.Equal((0.7, 2, GroupStrategy.MinimumViable, 1), (settings.Temperature, settings.MaxConcurrentRollouts, settings.Strategy, settings.MaxRetries));
    }

    [Fact]
    [Trait("Flag", "max_steps_off_policy")]
    [Trait("Flag", "pipeline_depth")]
    [Trait("Flag", "branch_rollouts")]
    [Trait("Flag", "branch_turn")]
    [Trait("Flag", "step_advantage_weight")]
    public void WaysToSample_ByTheirFlags_AreThose()
    {
        var settings = Flagged.Settings(
            "max_steps_off_policy=3", "pipeline_depth=2", "branch_rollouts=4", "branch_turn=5", "step_advantage_weight=0.5");

        Assert.Equal((3, 2, 4, 5), (settings.MaxStepsOffPolicy, settings.PipelineDepth, settings.BranchRollouts, settings.BranchTurn));
        Assert.Equal((0.5, null), (settings.StepRules.BranchWeight, settings.StepRules.Gigpo));
    }

    [Fact]
    [Trait("Flag", "gigpo")]
    [Trait("Flag", "gigpo_gamma")]
    [Trait("Flag", "step_advantage_weight")]
    public void Gigpo_ByItsFlags_IsThat()
    {
        var gigpo = Flagged.Settings("--gigpo", "gigpo_gamma=0.5", "step_advantage_weight=2", "advantage=std").StepRules.Gigpo!;

        Assert.Equal((0.5, 2.0, true, true), (gigpo.Gamma, gigpo.StepWeight, gigpo.DividesByDeviation, gigpo.IsOverAllSteps));
        Assert.False(Flagged.Settings("--gigpo").StepRules.Gigpo!.DividesByDeviation);
    }

    [Fact]
    [Trait("Flag", "learning_rate")]
    [Trait("Flag", "num_substeps")]
    [Trait("Flag", "epochs")]
    [Trait("Flag", "max_steps")]
    [Trait("Flag", "advantage")]
    [Trait("Flag", "remove_constant_reward_groups")]
    [Trait("Flag", "warm_start")]
    [Trait("Flag", "warm_start_up_to")]
    public void Learning_ByItsFlags_IsThat()
    {
        var settings = Flagged.Settings(
            "learning_rate=1e-3", "num_substeps=2", "epochs=3", "max_steps=4", "advantage=grpo", "--remove_constant_reward_groups",
            "warm_start_up_to=0.5");

        Assert.Equal((1e-3, 2, 3, 4), (settings.LearningRate, settings.NumSubsteps, settings.Epochs, settings.MaxSteps));
        Assert.Equal((AdvantageRule.Std, true, 0.5), (settings.Advantage, settings.RemoveConstantRewardGroups, settings.WarmStartUpTo));
        Assert.False(Flagged.Settings("--no-warm-start").WarmStart);
    }

    [Theory]
    [InlineData("seed=1", true)]
    [InlineData("max_steps_off_policy=0", true)]
    [InlineData("max_steps_off_policy=2 pipeline_depth=0", true)]
    [InlineData("max_steps_off_policy=2", false)]
    [Trait("Flag", "remove_constant_reward_groups")]
    public void StepRules_OfATrainingThatRunsAhead_KeepNoConstantGroup(string flags, bool keepsOne) =>
        Assert.Equal(keepsOne, Flagged.Settings([.. flags.Split(' '), "--remove_constant_reward_groups"]).StepRules.KeepsOneConstant);

    [Fact]
    [Trait("Flag", "loss_fn")]
    [Trait("Flag", "clip_low_threshold")]
    [Trait("Flag", "clip_high_threshold")]
    [Trait("Flag", "beta")]
    [Trait("Flag", "loss_aggregation")]
    [Trait("Flag", "loss_constant_length")]
    public void Loss_ByItsFlags_IsThat()
    {
        Assert.Equal(
            new LossOptions
            {
                Loss = PolicyLoss.Ppo, ClipLow = 0, ClipHigh = double.PositiveInfinity, Aggregation = LossAggregation.ConstantLength,
                ConstantLength = 20,
            },
            Flagged.Settings(
                "loss_fn=ppo", "clip_low_threshold=0", "clip_high_threshold=inf", "loss_aggregation=dr_grpo", "loss_constant_length=20").Loss);
        Assert.Equal(new LossOptions { Loss = PolicyLoss.Dro, Beta = 1 }, Flagged.Settings("loss_fn=dro", "beta=1").Loss);
    }

    [Fact]
    [Trait("Flag", "kl_penalty_coef")]
    [Trait("Flag", "kl_discount_factor")]
    [Trait("Flag", "kl_reference_checkpoint")]
    [Trait("Flag", "compute_post_kl")]
    public void Kl_ByItsFlags_IsThat()
    {
        var settings = Flagged.Settings("kl_penalty_coef=0.1", "kl_discount_factor=0.9", "kl_reference_checkpoint=embedded://p", "--compute_post_kl");

        Assert.Equal((0.1, 0.9, "embedded://p", true), (
            settings.KlPenaltyCoefficient, settings.KlDiscountFactor, settings.KlReferenceCheckpoint, settings.ComputePostKl));
    }

    [Fact]
    [Trait("Flag", "eval_every")]
    [Trait("Flag", "eval_group_size")]
    [Trait("Flag", "save_every")]
    [Trait("Flag", "skip_baseline")]
    [Trait("Flag", "baseline_only")]
    [Trait("Flag", "seed")]
    public void Evaluation_ByItsFlags_IsThat()
    {
        var settings = Flagged.Settings("eval_every=0", "eval_group_size=5", "save_every=1", "--skip_baseline", "seed=-7");

        Assert.Equal((0, 5, 1, true, -7L), (
            settings.EvalEvery, settings.EvalGroupSize, settings.SaveEvery, settings.SkipBaseline, settings.Seed));
        Assert.Equal((true, 1), Flagged.Settings("--baseline-only", "group_size=1") is var only ? (only.BaselineOnly, only.GroupSize) : default);
    }

    [Fact]
    [Trait("Flag", "run_name")]
    public void RunName_GivenOrNot_IsTheTrainings()
    {
        var named = Flagged.ResolveWhole("run_name=mine");
        var unnamed = Flagged.ResolveWhole("provider=tinker", "gbox_api_key=g", "seed=3");

        Assert.Equal(("mine", true), (named.RunName, named.IsRunNameGiven));
        Assert.Equal(
            ("cua_rl-Qwen-Qwen3-VL-30B-A3B-Instruct-32rank-1e-05lr-4group-2batch-seed3-2026-01-06-09-05", false),
            (unnamed.RunName, unnamed.IsRunNameGiven));
        Assert.Equal(unnamed.RunName, unnamed.Flag("run_name").Value);
    }

    [Fact]
    [Trait("Flag", "log_path")]
    [Trait("Flag", "log_dir")]
    public void LogFolder_ByItsFlags_IsThat()
    {
        Assert.Null(Flagged.ResolveWhole("run_name=mine").LogFolder);
        Assert.Equal(new LogFolder("/logs/mine", LogFolderBehavior.Resume), Flagged.ResolveWhole("run_name=mine", "log_dir=/logs").LogFolder);
        Assert.Equal(
            new LogFolder("/here", LogFolderBehavior.Raise),
            Flagged.ResolveWhole("log_path=/here", "log_dir=/logs", "behavior_if_log_dir_exists=raise").LogFolder);
        Assert.Equal("/logs/mine", Flagged.ResolveWhole("run_name=mine", "log_dir=/logs").Flag("log_path").Value);
    }
}
