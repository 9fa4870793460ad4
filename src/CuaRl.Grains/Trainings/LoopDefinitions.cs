using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Runs;
using CuaRl.Core.Tasks;
using CuaRl.Core.Text;

namespace CuaRl.Grains.Trainings;

/// <summary>
/// A training's settings in its record: those that the record has members for there, the rest by their flags in its config. A training
/// whose config names a provider is driven by the loop; one without is somebody else's.
/// </summary>
public static class LoopDefinitions
{
    private const string Provider = "provider";
    private const string Config = "config of the training";

    private static readonly FrozenSet<string> Members =
        Fixed(new TrainingDefinition { ModelName = "" }).Select(member => member.Flag).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Which reward functions there are, the record knows; files were read when the training was defined.</summary>
    private static readonly LoopSurroundings OfRecords = new() { RewardProblem = _ => null };

    /// <summary>The definition of a training with these settings.</summary>
    public static TrainingDefinition ToDefinition(LoopConfiguration settings, string runName, string? logPath) => new()
    {
        RunName = runName,
        LogPath = logPath,
        ModelName = settings.ModelName,
        RendererName = settings.RendererName,
        LoraRank = settings.LoraRank,
        LearningRate = settings.LearningRate,
        GroupSize = settings.GroupSize,
        GroupsPerBatch = settings.GroupsPerBatch,
        MaxTokens = settings.MaxTokens,
        Temperature = settings.Temperature,
        KlPenaltyCoefficient = settings.KlPenaltyCoefficient,
        NumSubsteps = settings.NumSubsteps,
        MaxTurns = settings.MaxTurns,
        Seed = settings.Seed,
        BoxType = settings.BoxType,
        EvalEvery = settings.EvalEvery,
        SaveEvery = settings.SaveEvery,
        RewardFunction = settings.RewardFunction,
        MaxConcurrentRollouts = settings.MaxConcurrentRollouts,
        Config = JsonText.Parse(LoopConfigurationJson.Write(settings, Members)),
    };

    /// <summary>Whether the loop drives a training.</summary>
    public static bool IsDriven(TrainingDefinition definition)
    {
        using var config = JsonDocument.Parse(definition.Config.Utf8);
        return config.RootElement.TryGetProperty(Provider, out _);
    }

    /// <summary>The settings of a training that the loop drives.</summary>
    /// <exception cref="ConfigurationException">It cannot be driven so; the message names every fault.</exception>
    public static LoopConfiguration Read(TrainingDefinition definition) => Read(definition, OfRecords);

    /// <inheritdoc cref="Read(TrainingDefinition)"/>
    public static LoopConfiguration Read(TrainingDefinition definition, LoopSurroundings surroundings)
    {
        var (settings, faults) = LoopResolver.Restore(FlagsOf(definition), surroundings);
        return settings ?? throw new ConfigurationException(
            $"the training {definition.RunName} cannot be driven: {string.Join("; ", faults)}");
    }

    /// <summary>What is wrong with the settings of a training that the loop is to drive; nothing with one that others drive.</summary>
    /// <param name="definition">The training.</param>
    /// <param name="rewardProblem">What is wrong with the name of a reward function; null for nothing.</param>
    /// <param name="devicesProblem">What is wrong with the devices that it names; null for nothing.</param>
    /// <param name="unknownTasks">Those of <see cref="StoredTasks"/> that there are none of.</param>
    /// <exception cref="SettingsRefusedException">It cannot be driven so.</exception>
    internal static void Check(
        TrainingDefinition definition, Func<string, string?> rewardProblem, string? devicesProblem, IReadOnlySet<string> unknownTasks)
    {
        if (IsDriven(definition))
        {
            var (_, faults) = LoopResolver.Restore(
                FlagsOf(definition),
                OfRecords with { RewardProblem = rewardProblem, DevicesProblem = _ => devicesProblem, UnknownTasks = unknownTasks });
            if (!faults.IsEmpty)
            {
                throw Refused(definition.RunName!, faults, OfRecord);
            }
        }
    }

    /// <summary>The ids of tasks that have to be stored for a training that the loop is to drive.</summary>
    internal static IReadOnlySet<string> StoredTasks(TrainingDefinition definition)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (IsDriven(definition))
        {
            foreach (var given in FlagsOf(definition).Given.Where(given => given.Flag.Kind == FlagKind.Tasks))
            {
                try
                {
                    ids.UnionWith(TaskChoiceJson.Parse(given.Text, OfRecords.ReadLines).SelectMany(choice => choice.StoredIds));
                }
                catch (TaskSourceException)
                {
                    // What is no choice of tasks is refused as such.
                }
            }
        }

        return ids;
    }

    /// <summary>The definition of a branch: what its overrides do not change is the parent's, byte for byte.</summary>
    /// <param name="parent">The training that is branched from, which the loop drives.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="point">Where it begins.</param>
    /// <param name="rewardProblem">What is wrong with the name of a reward function; null for nothing.</param>
    /// <exception cref="SettingsRefusedException">The branch cannot be driven so.</exception>
    internal static TrainingDefinition Branch(
        TrainingDefinition parent, TrainingBranch branch, BranchPoint point, Func<string, string?> rewardProblem)
    {
        var surroundings = OfRecords with { RewardProblem = rewardProblem };
        var record = FlagsOf(parent);
        var (before, known) = LoopResolver.Restore(record, surroundings);
        if (before is null)
        {
            throw Refused(parent.RunName!, known, OfRecord);
        }

        var overrides = LoopConfigurationJson.ReadOverrides(branch.Overrides.ToString());
        var (settings, faults) = LoopResolver.Overlay(record, overrides, before, point, surroundings);
        if (settings is null)
        {
            throw Refused(branch.RunName, faults, fault => fault.IsOfAll ? "overrides" : $"overrides.{fault.Flag}");
        }

        return ToDefinition(settings, branch.RunName, logPath: null) with
        {
            BatchSize = settings.GroupsPerBatch == before.GroupsPerBatch ? parent.BatchSize : null,
            WandbProject = parent.WandbProject,
            WandbName = parent.WandbName,
            Config = JsonText.FromUtf8(LoopConfigurationJson.Overlay(parent.Config.Utf8.Span, before, settings, Members)),
        };
    }

    /// <summary>
    /// All settings of a training as one JSON object, by the names of flags; of one that others drive, and of one that this version cannot
    /// read, as they are stored.
    /// </summary>
    internal static ReadOnlyMemory<byte> Show(TrainingDefinition definition)
    {
        if (IsDriven(definition) && LoopResolver.Restore(FlagsOf(definition), OfRecords).Configuration is { } settings)
        {
            return Encoding.UTF8.GetBytes(LoopConfigurationJson.Write(settings, FrozenSet<string>.Empty));
        }

        return ConfigOverlay.Merge(definition.Config.Utf8.Span, Encoding.UTF8.GetBytes(LoopConfigurationJson.Write(Fixed(definition))));
    }

    private static FlagReading FlagsOf(TrainingDefinition definition) =>
        FlagReading.Of(new FlagSource(FlagOrigin.Config, "the training"), Fixed(definition))
            .And(LoopConfigurationJson.Read(definition.Config.ToString(), Config, Members));

    private static SettingsRefusedException Refused(
        string runName, IEnumerable<FlagFault> faults, Func<FlagFault, string> place) => new(
        runName, [.. faults.Select(fault => new SettingFault { Setting = place(fault), Rule = fault.Sentence })]);

    /// <summary>Where a record has a flag.</summary>
    private static string OfRecord(FlagFault fault) =>
        fault.IsOfAll || Members.Contains(fault.Flag) ? fault.Flag : $"config.{fault.Flag}";

    private static (string Flag, string? Text)[] Fixed(TrainingDefinition definition) =>
    [
        ("model_name", definition.ModelName),
        ("renderer_name", definition.RendererName ?? "null"),
        ("lora_rank", Text(definition.LoraRank)),
        ("learning_rate", PythonNumber.Of(definition.LearningRate)),
        ("group_size", Text(definition.GroupSize)),
        ("groups_per_batch", Text(definition.GroupsPerBatch)),
        ("max_tokens", Text(definition.MaxTokens)),
        ("temperature", PythonNumber.Of(definition.Temperature)),
        ("kl_penalty_coef", PythonNumber.Of(definition.KlPenaltyCoefficient)),
        ("num_substeps", Text(definition.NumSubsteps)),
        ("max_turns", Text(definition.MaxTurns)),
        ("seed", Text(definition.Seed)),
        ("box_type", definition.BoxType),
        ("eval_every", Text(definition.EvalEvery)),
        ("save_every", Text(definition.SaveEvery)),
        ("reward_function", definition.RewardFunction),
        ("max_concurrent_rollouts", Text(definition.MaxConcurrentRollouts)),
    ];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
