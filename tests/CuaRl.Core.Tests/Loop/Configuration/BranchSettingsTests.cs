using System.Collections.Frozen;
using System.Text;
using CuaRl.Core.Loop.Configuration;

namespace CuaRl.Core.Tests.Loop.Configuration;

/// <summary>What overrides make of the settings of a training that is branched from.</summary>
public sealed class BranchSettingsTests
{
    private static readonly BranchPoint Third = new(FirstStep: 3, HasReference: false);
    private static readonly FrozenSet<string> None = FrozenSet<string>.Empty;

    [Fact]
    public void Overlay_WithoutOverrides_IsTheParent()
    {
        var parent = Flagged.Settings("epochs=7", "learning_rate=0.5", "seed=4");

        var (branch, faults) = Overlay(parent, "{}");

        Assert.Empty(faults);
        Assert.Equal("{}", Changes(parent, branch!));
    }

    [Fact]
    public void Overlay_OfOverrides_ChangesThemAndNothingElse()
    {
        var parent = Flagged.Settings("epochs=7", "learning_rate=0.5", "seed=4");

        var (branch, faults) = Overlay(
            parent,
            """
            {"learning-rate": 1e-3, "max_steps": 9, "advantage": "grpo", "eval_every": 5, "seed": 4,
            "no_remove_constant_reward_groups": false}
            """);

        Assert.Empty(faults);
        Assert.Equal((1e-3, 9, 7, 4), (branch!.LearningRate, branch.MaxSteps, branch.Epochs, branch.Seed));
        Assert.Equal(
            """{"learning_rate":0.001,"max_steps":9,"advantage":"std","remove_constant_reward_groups":true,"eval_every":5}""",
            Changes(parent, branch));
    }

    /// <summary>The tasks that evaluations take by default follow from the seed: they are settings like others.</summary>
    [Fact]
    public void Overlay_OfAFlagThatAnotherFollows_ChangesBoth()
    {
        var parent = Flagged.Settings("use_default_eval_tasks=false", "seed=4");

        var (branch, _) = Overlay(parent, """{"use_default_eval_tasks": true}""");

        Assert.Equal(
            """{"eval_tasks":[{"source_type":"demo_eval","limit":10,"seed":4}]}""", Changes(parent, branch!));
    }

    [Fact]
    public void Overlay_OverFlagsInAnotherSpelling_TakesTheirPlace()
    {
        const string Record = """{ "max-steps": 9,"no_gigpo":true, "note": [1.50], "no-remove-constant-reward-groups" :true, "epochs":2 }""";
        var parent = Flagged.Settings("max_steps=9", "epochs=2");

        var (branch, _) = Overlay(parent, """{"max_steps": 12, "remove_constant_reward_groups": true}""");

        Assert.Equal(
            """{"no_gigpo":true,"note": [1.50],"epochs":2,"max_steps":12,"remove_constant_reward_groups":true}""",
            Encoding.UTF8.GetString(LoopConfigurationJson.Overlay(Encoding.UTF8.GetBytes(Record), parent, branch!, None)));
    }

    [Theory]
    [InlineData("""{"lerning_rate": 1}""", "lerning_rate (overrides): is no flag; did you mean learning_rate?")]
    [InlineData("""{"epochs": "many"}""", "epochs = many (overrides): must be a whole number, 1 or more")]
    [InlineData("""{"model_name": "embedded/hidden-4"}""", "model_name = embedded/hidden-4 (overrides): may not change: the saved state")]
    [InlineData("""{"provider": "tinker"}""", "provider = tinker (overrides): may not change: the saved state")]
    [InlineData("""{"lora_rank": 4}""", "lora_rank = 4 (overrides): the trainer embedded has no use for it")]
    [InlineData("""{"load_checkpoint_path": "x"}""", "load_checkpoint_path = x (overrides): may not change: it is of the beginning")]
    [InlineData("""{"warm_start": false}""", "warm_start = false (overrides): may not change: it is of the beginning")]
    [InlineData("""{"warm_start_up_to": 0.5}""", "warm_start_up_to = 0.5 (overrides): may not change: it is of the beginning")]
    [InlineData("""{"skip_baseline": true}""", "skip_baseline = true (overrides): may not change: it is of the beginning")]
    [InlineData("""{"baseline_only": true}""", "baseline_only = true (overrides): may not change: it is of the beginning")]
    [InlineData("""{"run_name": "x"}""", "run_name = x (overrides): is none of the settings that a branch can have of its own")]
    [InlineData("""{"log_path": "x"}""", "log_path = x (overrides): is none of the settings")]
    [InlineData("""{"gbox_api_key": "hidden-key"}""", "gbox_api_key (overrides): is none of the settings")]
    [InlineData("""{"beta": 0.1}""", "beta = 0.1 (overrides): has no effect without loss_fn dro")]
    [InlineData("""{"max_steps": 3}""", "max_steps = 3 (overrides): must be more than 3: so many steps are taken before")]
    [InlineData("""{"kl_penalty_coef": 0.1}""", "kl_penalty_coef = 0.1 (overrides): needs kl_reference_checkpoint")]
    [InlineData("""{"group_size": 1}""", "group_size = 1 (overrides): must be 2 or more")]
    public void Overlay_OfWhatABranchCannotHave_IsRefusedByName(string overrides, string fault)
    {
        var (branch, faults) = Overlay(Flagged.Settings(), overrides);

        Assert.Null(branch);
        Assert.Contains(faults, one => one.StartsWith(fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, one => one.Contains("hidden-key", StringComparison.Ordinal));
    }

    [Fact]
    public void Overlay_WithSeveralFaults_NamesThemAll() => Assert.Equal(
        ["model_name", "group_size", "max_steps", "nonsense"],
        Overlay(Flagged.Settings(), """{"group_size": 1, "nonsense": 1, "max_steps": 2, "model_name": "embedded/hidden-4"}""").Faults
            .Select(fault => fault.Split(' ')[0]));

    [Fact]
    public void Overlay_OfAnotherRank_IsRefusedWhereTheTrainerHasOne() => Assert.Contains(
        Overlay(Flagged.Settings("provider=tinker", "gbox_api_key=g"), """{"lora_rank": 4}""").Faults,
        fault => fault.StartsWith("lora_rank = 4 (overrides): may not change", StringComparison.Ordinal));

    [Fact]
    public void Overlay_OfTheValuesThatAreThere_IsNoChange() =>
        Assert.Empty(Overlay(Flagged.Settings(), """{"model_name": "embedded/linear", "warm_start": true, "provider": "embedded"}""").Faults);

    [Fact]
    public void Overlay_OfAPenalty_TakesTheLineagesReferenceOrOneThatIsGiven()
    {
        var parent = Flagged.Settings();

        Assert.Empty(Overlay(parent, """{"kl_penalty_coef": 0.1}""", Third with { HasReference = true }).Faults);
        Assert.Empty(Overlay(parent, """{"kl_penalty_coef": 0.1, "kl_reference_checkpoint": "x"}""").Faults);
    }

    private static string Changes(LoopConfiguration parent, LoopConfiguration branch) =>
        Encoding.UTF8.GetString(LoopConfigurationJson.Overlay("{}"u8, parent, branch, None));

    private static (LoopConfiguration? Branch, string[] Faults) Overlay(LoopConfiguration parent, string overrides, BranchPoint? point = null)
    {
        var record = LoopConfigurationJson.Read(LoopConfigurationJson.Write(parent, None), "the record", None);
        var (branch, faults) = LoopResolver.Overlay(
            record, LoopConfigurationJson.ReadOverrides(overrides), parent, point ?? Third, Flagged.WholeVersion);
        return (branch, [.. faults.Select(fault => fault.ToString())]);
    }
}
