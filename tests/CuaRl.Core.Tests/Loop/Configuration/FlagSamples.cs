using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Tests.Loop.Configuration;

/// <summary>For each flag a value that is nobody's default, as one writes it and as it is read.</summary>
internal static class FlagSamples
{
    private const string Tasks = """[{"source_type":"demo_all","limit":2,"seed":7}]""";

    /// <summary>Of those that are not a plain number, yes or no, or text.</summary>
    private static readonly Dictionary<string, (string Written, string Read)> Others = new()
    {
        ["provider"] = ("tinker", "tinker"),
        ["model_name"] = ("embedded/hidden-9", "embedded/hidden-9"),
        ["tasks"] = (Tasks, Tasks),
        ["eval_tasks"] = (Tasks, Tasks),
        ["reward_function"] = ("shaped", "shaped"),
        ["env_mode"] = ("genv_local", "genv_local"),
        ["coordinate_mode"] = ("direct", "direct"),
        ["rollout_strategy"] = ("min_viable_group", "minimum_viable"),
        ["advantage"] = ("rloo", "leave_one_out"),
        ["loss_fn"] = ("ppo", "ppo"),
        ["loss_aggregation"] = ("token-mean", "token_mean"),
        ["behavior_if_log_dir_exists"] = ("overwrite", "delete"),
        ["learning_rate"] = ("2e-5", "2e-05"),
        ["warm_start_up_to"] = ("0.25", "0.25"),
        ["kl_discount_factor"] = ("0.5", "0.5"),
        ["gigpo_gamma"] = ("0.5", "0.5"),
    };

    public static (string Written, string Read) Of(Flag flag) =>
        Others.TryGetValue(flag.Name, out var sample) ? sample
        : flag.Kind switch
        {
            FlagKind.Whole => ("37", "37"),
            FlagKind.Real => ("2.5", "2.5"),
            FlagKind.YesNo => flag.Defaults.ContainsValue("false") || flag.Defaults.IsEmpty ? ("yes", "true") : ("no", "false"),
            _ => ($"some {flag.Name}", $"some {flag.Name}"),
        };
}
