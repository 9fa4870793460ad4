using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Tests.Loop.Configuration;

public sealed class FlagTableTests
{
    /// <summary>The flags of cua_rl's train.py.</summary>
    private static readonly string[] Original =
    [
        "env_mode", "model_name", "model_name_for_tokenizer", "lora_rank", "renderer_name", "load_checkpoint_path", "provider",
        "provider_base_url", "provider_api_key", "gbox_api_key", "tinker_api_key", "box_type", "tasks", "eval_tasks",
        "use_default_eval_tasks", "seed", "max_turns", "group_size", "groups_per_batch", "learning_rate", "max_tokens", "temperature",
        "kl_penalty_coef", "num_substeps", "log_dir", "log_path", "wandb_project", "wandb_name", "compute_post_kl", "eval_every",
        "save_every", "num_groups_to_log", "base_url", "behavior_if_log_dir_exists", "max_steps_off_policy", "max_concurrent_rollouts",
        "max_task_time_seconds", "max_turn_time_seconds", "coordinate_mode", "coordinate_scale", "skip_baseline", "baseline_only",
    ];

    [Fact]
    public void All_HoldEveryFlagOfTheOriginal() =>
        Assert.Empty(Original.Except(FlagTable.All.Select(flag => flag.Name)));

    [Fact]
    public void All_AreSaidOnceAndInFull()
    {
        Assert.Equal(FlagTable.All.Length, FlagTable.All.Select(flag => flag.Name).Distinct().Count());
        Assert.All(FlagTable.All, flag =>
        {
            Assert.Matches("^[a-z][a-z_]*[a-z]$", flag.Name);
            Assert.EndsWith(".", flag.Effect, StringComparison.Ordinal);
            Assert.NotEmpty(flag.Takes);
            Assert.NotEmpty(flag.Part);
            Assert.Equal(flag.OnlyOf is null, flag.WhyNotOthers is null);
            Assert.Equal($"CUARL_TRAIN_{flag.Name.ToUpperInvariant()}", flag.Variable);
        });
    }

    [Fact]
    public void Defaults_OfEachFlag_AreOnesThatItTakesInTheirUsualForm()
    {
        Assert.All(
            from flag in FlagTable.All
            from value in flag.Defaults.Values
            select (flag, value),
            one => Assert.Equal(new FlagText(one.value, null), one.flag.Read(one.value)));
        Assert.All(
            FlagTable.All.Where(flag => !flag.IsOptional),
            flag => Assert.Equal((true, true), (Has(flag, Providers.Embedded), Has(flag, Providers.Tinker))));
    }

    [Fact]
    public void Secrets_AreTheKeys() =>
        Assert.Equal(
            ["tinker_api_key", "provider_api_key", "gbox_api_key"],
            FlagTable.All.Where(flag => flag.IsSecret).Select(flag => flag.Name));

    [Theory]
    [InlineData("model_name", "model_name", false)]
    [InlineData("model-name", "model_name", false)]
    [InlineData("no-warm-start", "warm_start", true)]
    [InlineData("no_gigpo", "gigpo", true)]
    [InlineData("no_seed", null, false)]
    [InlineData("Model_Name", null, false)]
    [InlineData("", null, false)]
    public void Find_ByAName_KnowsHyphensAndNegations(string name, string? flag, bool isNegated) =>
        Assert.Equal((flag, isNegated), FlagTable.Find(name) is { } found ? (found.Flag.Name, found.IsNegated) : (null, false));

    [Fact]
    public void NotYet_OfWhatIsRefused_NamesFlagsThatThereAre() =>
        Assert.Empty(NotYet.All.Select(one => one.Flag).Except(FlagTable.All.Select(flag => flag.Name)));

    private static bool Has(Flag flag, string provider) => !flag.IsOf(provider) || flag.DefaultOf(provider) is not null;
}
