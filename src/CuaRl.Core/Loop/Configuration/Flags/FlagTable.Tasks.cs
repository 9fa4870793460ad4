using CuaRl.Core.Rewards;

namespace CuaRl.Core.Loop.Configuration.Flags;

public static partial class FlagTable
{
    private static Flag[] TasksAndDevices() =>
    [
        FlagForms.Tasks("tasks", "What is trained on.").With("""{"source_type":"demo_training"}"""),
        FlagForms.Tasks("eval_tasks", "What is evaluated on.").Optional(),
        FlagForms.YesNo(
            "use_default_eval_tasks",
            "Whether up to 10 tasks of demo_eval, sampled by the seed, are evaluated on where eval_tasks is not given; else nothing is.")
            .With("true"),
        FlagForms.Name(
            "reward_function", "binary, completion, efficiency, shaped, comprehensive, or one of a plugin or an endpoint",
            "What a rollout's reward is computed by.")
            .With(RewardRegistry.Default),
        FlagForms.OneOf("env_mode", "What an agent acts in: devices that are leased from a pool.", ["cua_gbox"], "genv_local").With("cua_gbox"),
        FlagForms.Name(
            "box_type", "simulated, android, linux, or another that a driver offers",
            "The kind of device, which is the name of its pool too. The embedded policy needs devices that name the elements of a screen.")
            .With(embedded: "simulated", tinker: "android"),
        FlagForms.Secret("gbox_api_key", "The key of GBox, for android and linux; where the service has none or another, for this training alone.") with { SharedVariable = "GBOX_API_KEY" },
        FlagForms.OneOf("coordinate_mode", "How a model says where to act.", ["gbox", "direct"]).Optional(),
        FlagForms.YesNo("coordinate_scale", "Whether coordinates are scaled to the screen.").Optional(),
    ];
}
