using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Tests.Loop.Configuration;

public sealed class FaultsTests
{
    private const string Hidden = "hidden-key";

    public static TheoryData<string> Refused => new(
        NotYet.All.Select(one => $"{one.Flag}={one.Value ?? FlagSamples.Of(FlagTable.Get(one.Flag)).Written}"));

    [Fact]
    public void Faults_OfManyFlags_AreAllSaidAtOnceInTheOrderOfTheTable() =>
        Assert.Equal(
            [
                "model_name = Qwen/x (command line): the embedded trainer trains embedded/linear and embedded/hidden-N only",
                "lora_rank = 8 (command line): the trainer embedded has no use for it: the embedded policy has no adapter",
                "tasks = [] (command line): tasks list cannot be empty",
                "eval_tasks = [] (command line): eval_tasks list cannot be empty",
                "reward_function = mine (command line): no reward function 'mine'; there are binary, completion, comprehensive, efficiency, shaped, simple",
                "box_type = android (command line): the embedded policy acts on the elements of a screen, which these devices do not name: take simulated",
                "gbox_api_key (not given): GBOX_API_KEY must be provided via config or environment variable",
                "group_size = 1 (command line): must be 2 or more: a rollout alone has no advantage over others, so nothing would be learnt; "
                    + "evaluations have their own size, eval_group_size",
                "temperature = 0 (command line): must be a number above 0",
                "learning_rate = -1 (command line): must be a number above 0",
                "loss_fn = magic (command line): no loss 'magic'; there are cispo, cross_entropy, dro, importance_sampling, ppo",
                "kl_penalty_coef = NaN (command line): must be a number of 0 or more",
                "gruop_size (command line): is no flag; did you mean group_size?",
            ],
            Flagged.Resolve(
                "provider=embedded", "model_name=Qwen/x", "lora_rank=8", "tasks=[]", "eval_tasks=[]", "reward_function=mine", "box_type=android",
                "group_size=1", "temperature=0", "learning_rate=-1", "loss_fn=magic", "kl_penalty_coef=NaN", "gruop_size=2").Faults());

    [Theory]
    [InlineData("group_size=0", "must be a whole number, 1 to 10,000")]
    [InlineData("group_size=2.5", "must be a whole number, 1 to 10,000")]
    [InlineData("group_size=four", "must be a whole number, 1 to 10,000")]
    [InlineData("max_turns=10000", "must be a whole number, 1 to 9,999")]
    [InlineData("epochs=99999999999", "must be a whole number, 1 or more")]
    [InlineData("seed=9223372036854775808", "must be a whole number")]
    [InlineData("learning_rate=NaN", "must be a number above 0")]
    [InlineData("learning_rate=1e999", "must be a number above 0")]
    [InlineData("learning_rate=0", "must be a number above 0")]
    [InlineData("learning_rate=null", "must be a number above 0")]
    [InlineData("temperature=inf", "must be a number above 0")]
    [InlineData("max_turn_time_seconds=82801", "must be a number above 0, up to 82,800")]
    [InlineData("kl_discount_factor=1.1 kl_penalty_coef=1", "must be a number from 0 to 1")]
    [InlineData("warm_start=perhaps", "must be true or false")]
    [InlineData("run_name=", null)]
    [InlineData("box_type=", "must not be empty")]
    [InlineData("advantage=best", "no advantage rule 'best'; there are")]
    [InlineData("rollout_strategy=best", "no group strategy 'best'; there are")]
    [InlineData("loss_fn=ppo clip_low_threshold=1.1", "must be a ratio from 0 to 1")]
    [InlineData("loss_fn=ppo clip_high_threshold=NaN", "must be a ratio of 1 or more")]
    [InlineData("loss_fn=dro beta=-1", "must be a number of 0 or more")]
    [InlineData("loss_aggregation=constant_length", "must be 1 or more where loss_aggregation is constant_length")]
    [InlineData("max_steps_off_policy=1 pipeline_depth=2", "must be from 0 to max_steps_off_policy")]
    [InlineData("provider=tinker gbox_api_key=g loss_fn=dro loss_aggregation=token_mean", "must be token_sum for dro")]
    [InlineData("provider=tinker gbox_api_key=g renderer_name=chat", "chat gives no tokens to train on: it is for baseline_only")]
    [InlineData("provider=tinker gbox_api_key=g renderer_name=chat --baseline_only", null)]
    [InlineData("provider=tinker gbox_api_key=g temperature=0.7", "must be 1 to train with Tinker, whose losses and scores know no other")]
    [InlineData("provider=tinker gbox_api_key=g temperature=1.0", null)]
    [InlineData("provider=tinker gbox_api_key=g temperature=0.7 --baseline_only", null)]
    [InlineData("temperature=0.7", null)]
    [InlineData("model_name=embedded/hidden-0", "no model 'embedded/hidden-0'; there are embedded/linear and embedded/hidden-N with N units in a hidden layer, 1 to 256")]
    [InlineData("model_name=embedded/hidden-257", "no model 'embedded/hidden-257'; there are embedded/linear and embedded/hidden-N with N units in a hidden layer, 1 to 256")]
    [InlineData("model_name=embedded/hidden-07", "no model 'embedded/hidden-07'")]
    [InlineData("provider=tinker model_name=embedded/linear gbox_api_key=g", "embedded/linear is of the embedded trainer, not of tinker")]
    [InlineData("--baseline_only --skip_baseline", "must not be given with skip_baseline: nothing would be done")]
    [InlineData("--baseline_only --no-use-default-eval-tasks", "needs eval_tasks or use_default_eval_tasks")]
    [InlineData("--gigpo advantage=rloo", "must be center or std with gigpo, which compares turns by the same rule")]
    [InlineData("--gigpo branch_rollouts=2", "must not be given with gigpo: each compares turns in its own way")]
    [InlineData("branch_rollouts=2 advantage=std", "must be center with branch_rollouts")]
    [InlineData("branch_rollouts=9997", "must leave a group at 10000 rollouts at most, group_size of them others")]
    [InlineData("branch_rollouts=2 branch_turn=5 max_turns=5", "must be less than max_turns, which is 5: nothing could follow it")]
    [InlineData("branch_rollouts=2 branch_turn=4 max_turns=5", null)]
    [InlineData("provider=tinker gbox_api_key=g box_type=android branch_rollouts=2", "needs devices that can be restored, which these cannot: take simulated")]
    [InlineData("provider=tinker gbox_api_key=g box_type=linux branch_rollouts=2", "must be given for linux: otherwise half of all turns")]
    [InlineData("provider=tinker gbox_api_key=g box_type=linux branch_rollouts=2 branch_turn=3", null)]
    [InlineData("tasks={\"source_type\":\"demo_all\",\"limit\":0}", "tasks list cannot be empty")]
    [InlineData("tasks={\"source_type\":\"demo_all\",\"category\":\"input\",\"difficulty\":\"easy\"}", "tasks list cannot be empty")]
    [InlineData("tasks={\"source_type\":\"demo_all\",\"category\":\"none\"}", "'none' is not a valid TaskCategory")]
    [InlineData("tasks={\"source_type\":\"ids\"}", "task_ids must be provided for source_type='ids'")]
    [InlineData("tasks={\"source_type\":\"file\",\"file_path\":\"/gone\"}", "Task file not found: /gone")]
    [InlineData("tasks=magic", "Unknown source_type: magic.")]
    [InlineData("tasks={", "Invalid tasks format: not JSON")]
    [InlineData("eval_tasks={\"source_type\":\"demo_eval\",\"limit\":-1}", "limit must be 0 or more, not -1")]
    [InlineData("behavior_if_log_dir_exists=burn log_path=/x", "no behavior 'burn'; there are ask, delete, overwrite, raise, resume, skip")]
    public void Value_OutOfItsRule_IsNamedWithTheRule(string arguments, string? rule)
    {
        var faults = Flagged.ResolveWhole(arguments.Split(' ')).Faults();

        if (rule is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.Contains($": {rule}", Assert.Single(faults), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("clip_low_threshold=0.5", "loss_fn ppo or cispo")]
    [InlineData("beta=0.1", "loss_fn dro")]
    [InlineData("loss_constant_length=3", "loss_aggregation constant_length")]
    [InlineData("kl_reference_checkpoint=p", "a kl_penalty_coef above 0")]
    [InlineData("kl_discount_factor=0.5", "a kl_penalty_coef above 0")]
    [InlineData("warm_start_up_to=0.5 --no-warm-start", "warm_start")]
    [InlineData("max_retries=5 rollout_strategy=fail_fast", "another rollout_strategy than fail_fast")]
    [InlineData("pipeline_depth=1", "max_steps_off_policy")]
    [InlineData("branch_turn=1", "branch_rollouts")]
    [InlineData("gigpo_gamma=0.5", "gigpo")]
    [InlineData("step_advantage_weight=2", "gigpo or branch_rollouts")]
    [InlineData("behavior_if_log_dir_exists=raise", "log_path or log_dir")]
    [InlineData("gbox_api_key=g", "box_type android or linux")]
    public void Flag_SetInVain_IsRefusedByName(string arguments, string need) =>
        Assert.EndsWith($"(command line): has no effect without {need}", Assert.Single(Flagged.ResolveWhole(arguments.Split(' ')).Faults()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait("Flag", "provider_base_url")]
    [Trait("Flag", "provider_api_key")]
    [Trait("Flag", "coordinate_mode")]
    [Trait("Flag", "coordinate_scale")]
    [Trait("Flag", "num_groups_to_log")]
    [Trait("Flag", "wandb_project")]
    [Trait("Flag", "wandb_name")]
    public void Flag_NotSupported_IsRefusedByNameWithTheReason(string argument)
    {
        string[] parts = argument.Split('=', 2);
        var sentence = NotYet.All.First(one => one.Flag == parts[0] && (one.Value is null || one.Value == parts[1])).Sentence;

        var faults = Flagged.Resolve(argument).Faults();

        Assert.Contains(faults, fault => fault.StartsWith($"{parts[0]} ", StringComparison.Ordinal) && fault.EndsWith($": {sentence}", StringComparison.Ordinal));
    }

    [Fact]
    public void Provider_NotSupported_IsRefusedWhenItFollowsFromTheModelToo()
    {
        var notYet = new LoopSurroundings { NotYet = [new NotYet("provider", Providers.Tinker, "is not supported yet")] };

        var faults = LoopResolver.Resolve(FlagArguments.Read(["model_name=Qwen/x", "gbox_api_key=g"]), Flagged.Start, notYet).Faults();

        Assert.Equal(["provider = tinker (model_name): is not supported yet"], faults);
    }

    [Fact]
    public void Flag_OfAnotherTrainer_IsRefusedOnlyWhenItIsGivenForThisTraining()
    {
        string[] tinkers = ["model_name_for_tokenizer", "renderer_name", "lora_rank", "base_url", "tinker_api_key", "max_tokens"];

        Assert.Equal(
            tinkers.Order(StringComparer.Ordinal),
            Flagged.ResolveWhole([.. tinkers.Select(name => $"{name}=3")]).Faults.Select(fault => fault.Flag).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["warm_start", "warm_start_up_to"],
            Flagged.ResolveWhole("provider=tinker", "gbox_api_key=g", "--warm_start", "warm_start_up_to=0.1").Faults.Select(fault => fault.Flag));

        var shared = FlagVariables.Read([new("TINKER_API_KEY", Hidden), new("TINKER_BASE_URL", "https://t"), new("GBOX_API_KEY", Hidden)]);
        var embedded = LoopResolver.Resolve(shared, Flagged.Start, new LoopSurroundings());
        Assert.Empty(embedded.Faults());
        Assert.Equal((null, null), (embedded.Configuration!.BaseUrl, embedded.Secrets.TinkerApiKey));
        Assert.Equal(("not set", "not of embedded"), (embedded.Flag("tinker_api_key").Value, embedded.Flag("tinker_api_key").Source.Name));
    }

    [Fact]
    [Trait("Flag", "tinker_api_key")]
    [Trait("Flag", "gbox_api_key")]
    public void Keys_OfTinker_AreNeededAndFallBackToGBoxs()
    {
        Assert.Equal(
            [
                "tinker_api_key (not given): TINKER_API_KEY must be provided via config or environment variable",
                "gbox_api_key (not given): GBOX_API_KEY must be provided via config or environment variable",
            ],
            Flagged.ResolveWhole("provider=tinker").Faults());
        Assert.Empty(Flagged.ResolveWhole("provider=tinker", "box_type=simulated", "tinker_api_key=t").Faults());

        var fallen = Flagged.ResolveWhole("provider=tinker", $"gbox_api_key={Hidden}");
        Assert.Equal((Hidden, Hidden), (fallen.Secrets.TinkerApiKey, fallen.Secrets.GBoxApiKey));
        Assert.Equal(("set", "gbox_api_key"), (fallen.Flag("tinker_api_key").Value, fallen.Flag("tinker_api_key").Source.Name));
    }

    [Fact]
    public void Secrets_OfEverySource_AreNowhereButInSecrets()
    {
        foreach (var flag in FlagTable.All.Where(flag => flag.IsSecret))
        {
            FlagReading[] sources =
            [
                FlagJson.Read($$"""{"{{flag.Name}}": "{{Hidden}}"}""", "run.json"),
                FlagVariables.Read([new(flag.Variable, Hidden)]),
                FlagArguments.Read([$"--{flag.Name}", Hidden]),
                FlagArguments.Read([$"--{flag.Name}", Hidden, $"{flag.Name}={Hidden}", "wandb_name=x"]),
                FlagArguments.Read([$"{flag.Name}={Hidden}\u0001{new string('x', 2_000)}"]),
            ];
            foreach (var source in sources)
            {
                foreach (var provider in new[] { Providers.Embedded, Providers.Tinker })
                {
                    var resolution = LoopResolver.Resolve(
                        source.And(FlagArguments.Read([$"provider={provider}"])), Flagged.Start, new LoopSurroundings());

                    Assert.DoesNotContain(Hidden, string.Join('\n', resolution.Faults), StringComparison.Ordinal);
                    Assert.DoesNotContain(Hidden, string.Join('\n', resolution.Flags), StringComparison.Ordinal);
                    Assert.DoesNotContain(Hidden, $"{resolution} {resolution.Secrets} {string.Join('\n', source.Given)}", StringComparison.Ordinal);
                }
            }
        }
    }
}
