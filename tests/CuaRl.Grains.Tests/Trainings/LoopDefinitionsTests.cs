using System.Collections;
using System.Reflection;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class LoopDefinitionsTests
{
    private static readonly LoopSurroundings WholeVersion = new() { NotYet = [], RewardProblem = _ => null };

    [Fact]
    public void Read_OfADefinitionMadeOfSettings_GivesThemBackMemberByMember()
    {
        foreach (var settings in new[] { Embedded(), Tinker() })
        {
            var definition = LoopDefinitions.ToDefinition(settings, "name", "/logs");

            AssertSame("settings", settings, LoopDefinitions.Read(definition, WholeVersion));
            Assert.Equal(("name", "/logs"), (definition.RunName, definition.LogPath));
        }
    }

    /// <summary>A member that is added and not stored must not pass the test above by having its default on both sides.</summary>
    [Fact]
    public void Settings_OfTheTest_DifferFromTheDefaultsInEveryMember()
    {
        var defaults = Resolve();
        AssertDiffer("settings", defaults, [Embedded(), Tinker()]);
        AssertDiffer("loss", defaults.Loss, [Embedded().Loss, Tinker().Loss]);
        AssertDiffer("tasks", new TaskChoice { SourceType = "" }, [.. Embedded().Tasks, .. Tinker().Tasks]);
    }

    [Fact]
    public void Read_OfDefaults_GivesThemBack()
    {
        var settings = Resolve();

        AssertSame("settings", settings, LoopDefinitions.Read(LoopDefinitions.ToDefinition(settings, "name", null)));
    }

    [Fact]
    public void IsDriven_WithoutAProvider_IsFalse()
    {
        var mine = new TrainingDefinition { ModelName = "m", Config = JsonText.Parse("""{"note": {"provider": "embedded"}}""") };

        Assert.False(LoopDefinitions.IsDriven(mine));
        Assert.True(LoopDefinitions.IsDriven(LoopDefinitions.ToDefinition(Resolve(), "name", null)));
    }

    [Fact]
    public void Read_WithLittleInTheConfig_TakesTheTrainersDefaultsAndLeavesOthersMembersAlone()
    {
        var settings = LoopDefinitions.Read(new TrainingDefinition
        {
            RunName = "short", ModelName = "embedded/linear", BoxType = "simulated", GroupSize = 6,
            Config = JsonText.Parse("""{"provider": "embedded", "note": {"of": "mine"}, "max_steps": 3}"""),
        });

        Assert.Equal((6, 3, 400, true), (settings.GroupSize, settings.MaxSteps, settings.Epochs, settings.WarmStart));
    }

    [Fact]
    public void Read_WithFaults_NamesThemAllAndTheTraining()
    {
        var error = Assert.Throws<ConfigurationException>(() => LoopDefinitions.Read(new TrainingDefinition
        {
            RunName = "wrong", ModelName = "embedded/linear", BoxType = "simulated", GroupSize = 1,
            Config = JsonText.Parse("""{"provider": "embedded", "epochs": "many", "learning_rate": 1, "gbox_api_key": "hidden-key"}"""),
        }));

        Assert.StartsWith("the training wrong cannot be driven: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("epochs = many (config of the training): must be a whole number, 1 or more", error.Message, StringComparison.Ordinal);
        Assert.Contains("learning_rate = 1 (config of the training): is no part of config of the training", error.Message, StringComparison.Ordinal);
        Assert.Contains("gbox_api_key (config of the training): is no part", error.Message, StringComparison.Ordinal);
        Assert.Contains("group_size = 1 (the training): must be 2 or more", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToDefinition_OfATrainingWithKeys_HoldsNone()
    {
        const string Hidden = "hidden-key";
        var resolution = LoopResolver.Resolve(
            FlagArguments.Read(["provider=tinker", $"gbox_api_key={Hidden}", $"tinker_api_key={Hidden}"]),
            DateTimeOffset.UnixEpoch, WholeVersion);

        var definition = LoopDefinitions.ToDefinition(resolution.Configuration!, resolution.RunName, null);

        Assert.Equal(Hidden, resolution.Secrets.TinkerApiKey);
        Assert.DoesNotContain(Hidden, $"{definition}{definition.Config}", StringComparison.Ordinal);
        Assert.DoesNotContain("key", definition.Config.ToString(), StringComparison.Ordinal);
    }

    private static LoopConfiguration Resolve() =>
        LoopResolver.Resolve(FlagReading.Nothing, DateTimeOffset.UnixEpoch, WholeVersion).Configuration!;

    private static LoopConfiguration Embedded() => new()
    {
        Provider = Providers.Embedded,
        ModelName = "embedded/hidden-7",
        LoraRank = 1,
        LearningRate = 0.25,
        NumSubsteps = 2,
        BoxType = "mine",
        Tasks =
        [
            new TaskChoice { SourceType = "database", TaskIds = ["a"], Category = "app", Difficulty = "easy", Limit = 3, Seed = null },
            new TaskChoice { SourceType = "file", FilePath = "f", FileLines = ["Go \"home\".", ""] },
            new TaskChoice { SourceType = "custom", CustomTasks = ["Do it."] },
        ],
        EvalTasks = [new TaskChoice { SourceType = "demo_all", Limit = 1 }],
        Epochs = 5,
        MaxSteps = 6,
        GroupSize = 7,
        GroupsPerBatch = 9,
        EvalGroupSize = 10,
        MaxTurns = 11,
        MaxTurnTime = TimeSpan.FromMilliseconds(12_500),
        MaxTaskTime = TimeSpan.FromSeconds(13),
        MaxTokens = 2048,
        Temperature = 0.7,
        Seed = long.MinValue,
        Advantage = AdvantageRule.Std,
        Gigpo = true,
        GigpoGamma = 0.75,
        StepAdvantageWeight = 0.5,
        RemoveConstantRewardGroups = true,
        Loss = new LossOptions
        {
            Loss = PolicyLoss.Cispo, ClipLow = 0, ClipHigh = double.PositiveInfinity, Beta = 0.125, Aggregation = LossAggregation.ConstantLength,
            ConstantLength = 14,
        },
        KlPenaltyCoefficient = 0.1,
        KlDiscountFactor = 0.9,
        KlReferenceCheckpoint = "embedded://x/sampler_weights/y",
        ComputePostKl = true,
        Strategy = GroupStrategy.MinimumViable,
        MaxRetries = 15,
        MaxConcurrentRollouts = 16,
        MaxStepsOffPolicy = 4,
        PipelineDepth = 2,
        EvalEvery = 19,
        SaveEvery = 20,
        SkipBaseline = true,
        BaselineOnly = false,
        WarmStart = false,
        WarmStartUpTo = 0.5,
        LoadCheckpointPath = "embedded://x/weights/y",
        RewardFunction = "my_own",
    };

    private static LoopConfiguration Tinker() => Embedded() with
    {
        Provider = Providers.Tinker,
        BaseUrl = "http://127.0.0.1:8000",
        ModelName = "Qwen/Qwen3",
        TokenizerModelName = "Qwen/Tokenizer",
        RendererName = "qwen3",
        LoraRank = 8,
        MaxTokens = 100,
        WarmStartUpTo = 0,
        SkipBaseline = false,
        BaselineOnly = true,
        Advantage = AdvantageRule.Center,
        Gigpo = false,
        BranchRollouts = 17,
        BranchTurn = 8,
        Loss = new LossOptions { Loss = PolicyLoss.Dro, Beta = 1e-7 },
    };

    private static void AssertDiffer<T>(string what, T usual, T[] others)
    {
        foreach (var member in typeof(T).GetProperties().Where(member => member.CanWrite))
        {
            // A folder of Python tasks is refused, so no training has one.
            var isNever = member.Name == nameof(TaskChoice.TasksDir);
            Assert.True(
                isNever || others.Any(other => !Same(member.GetValue(usual), member.GetValue(other))),
                $"{what}.{member.Name} has its default in all settings of this test: give it another value");
        }
    }

    private static bool Same(object? one, object? other) =>
        one is IEnumerable and not string && other is IEnumerable
            ? ((IEnumerable)one).Cast<object>().SequenceEqual(((IEnumerable)other).Cast<object>())
            : Equals(one, other);

    private static void AssertSame(string path, object? expected, object? actual)
    {
        if (expected is null or string || actual is null || expected.GetType() is { IsPrimitive: true } or { IsEnum: true } || expected is TimeSpan)
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
        }
        else if (expected is IEnumerable list)
        {
            object[] ones = [.. list.Cast<object>()];
            object[] others = [.. ((IEnumerable)actual).Cast<object>()];
            Assert.True(ones.Length == others.Length, $"{path}: {ones.Length} became {others.Length}");
            for (var i = 0; i < ones.Length; i++)
            {
                AssertSame($"{path}[{i}]", ones[i], others[i]);
            }
        }
        else
        {
            foreach (var member in expected.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
            {
                AssertSame($"{path}.{member.Name}", member.GetValue(expected), member.GetValue(actual));
            }
        }
    }
}
