using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Grains.Trainings;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Trainings of a few steps, which follow from their seed alone: no limit of time is near.</summary>
internal static class ShortTraining
{
    private static readonly string[] Usual =
    [
        "provider=embedded", "model_name=embedded/linear", """tasks={"source_type":"demo_training"}""", "use_default_eval_tasks=false",
        "group_size=4", "groups_per_batch=4", "max_steps=6", "save_every=3", "max_turns=12", "max_concurrent_rollouts=16",
    ];

    /// <summary>The settings; flags that are given here go before the usual ones.</summary>
    public static LoopConfiguration Settings(params string[] flags)
    {
        var given = flags.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var resolution = LoopResolver.Resolve(
            FlagArguments.Read([.. Usual.Where(flag => !given.Contains(NameOf(flag))), .. flags]),
            DateTimeOffset.UnixEpoch, new LoopSurroundings { RewardProblem = _ => null });
        return resolution.Configuration ?? throw new ArgumentException(string.Join("; ", resolution.Faults), nameof(flags));
    }

    /// <summary>A training with these settings.</summary>
    public static TrainingDefinition Define(string name, params string[] flags) =>
        LoopDefinitions.ToDefinition(Settings(flags), name, logPath: null);

    private static string NameOf(string flag) => flag[..flag.IndexOf('=', StringComparison.Ordinal)];
}
