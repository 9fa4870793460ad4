using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Text;

namespace CuaRl.Silo.Loop;

/// <summary>
/// A training's settings in its record: those that the record has members for there, the rest by their flags in its config. A training
/// whose config names a provider is driven by the loop; one without is somebody else's.
/// </summary>
internal static class LoopDefinitions
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
    internal static LoopConfiguration Read(TrainingDefinition definition, LoopSurroundings surroundings)
    {
        var fixedOnes = FlagReading.Of(new FlagSource(FlagOrigin.Config, "the training"), Fixed(definition));
        var rest = LoopConfigurationJson.Read(definition.Config.ToString(), Config, Members);
        var (settings, faults) = LoopResolver.Restore(fixedOnes.And(rest), surroundings);
        return settings ?? throw new ConfigurationException(
            $"the training {definition.RunName} cannot be driven: {string.Join("; ", faults)}");
    }

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
