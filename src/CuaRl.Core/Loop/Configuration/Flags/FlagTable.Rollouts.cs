using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Loop.Configuration.Flags;

public static partial class FlagTable
{
    /// <summary>A lease holds for 24 h at most, with some of it for what is around a turn and a task.</summary>
    private const double MostSeconds = 23 * 60 * 60;
    private const string Seconds = "a number above 0, up to 82,800";

    private static Flag[] Rollouts() =>
    [
        FlagForms.Whole(
            "group_size", "rollouts", "Rollouts of one task from one state of the device, which are compared with each other.",
            1, RecordRules.MaxParts)
            .With("4"),
        FlagForms.Whole("groups_per_batch", "groups", "Groups, each of another task, that a step trains on.", 1, RecordRules.MaxParts)
            .With(embedded: "8", tinker: "2"),
        FlagForms.Whole(
            "max_turns", "turns", "The most turns of a rollout; the lower of this and the task's own limit ends it.", 1, RecordRules.MaxTurns)
            .With("20"),
        FlagForms.Real("max_turn_time_seconds", Seconds, "seconds", "The most time of a turn.", IsTime).With("300"),
        FlagForms.Real("max_task_time_seconds", Seconds, "seconds", "The most time of a rollout.", IsTime).With("1800"),
        FlagForms.Whole("max_tokens", "tokens", "The most tokens of a response.", 1, int.MaxValue)
            .With(tinker: "2048").Of(Providers.Tinker, "the embedded policy answers with one action, which is one token"),
        FlagForms.Real(
            "temperature", "a number above 0", "",
            "What log-probabilities are divided by before an action is drawn; those recorded are of what was drawn from. Tinker trains at 1 alone.",
            number => double.IsFinite(number) && number > 0)
            .With("1"),
        FlagForms.Whole("max_concurrent_rollouts", "rollouts", "Rollouts at once, of all groups together, and so devices in use.", 1, RecordRules.MaxParts)
            .With(embedded: "64", tinker: "8"),
        FlagForms.OneOf(
            "rollout_strategy",
            "What becomes of a group that loses rollouts to infrastructure: the training fails, they are done again, or they are done "
            + "again only while less than three quarters of the group are left.",
            GroupAdmission.Names)
            .With("retry"),
        FlagForms.Whole(
            "max_retries", "rollouts", "How often lost rollouts of a group are done again, all together; then the group is dropped. Siblings have as many again, and then "
            + "those that are lost are missing.",
            0, RecordRules.MaxParts)
            .With("3"),
        FlagForms.Whole(
            "max_steps_off_policy", "steps",
            "Trains asynchronously: on rollouts of a policy that is at most so many steps old. Not given, each step samples anew.", 0, int.MaxValue)
            .Optional(),
        FlagForms.Whole("pipeline_depth", "steps", "How many steps ahead groups are started, at most max_steps_off_policy; not given, 1.", 0, int.MaxValue)
            .Optional(),
        FlagForms.Whole(
            "branch_rollouts", "rollouts",
            "How many siblings of each group go on from a turn of its first rollout that took more, on a device restored to what it was "
            + "then; 0 for none. Where none took more, they begin at the reset as the others do.",
            0, RecordRules.MaxParts)
            .With("0"),
        FlagForms.Whole("branch_turn", "turns", "The turn that siblings go on from; not given, the middle of the rollout.", 1, RecordRules.MaxTurns).Optional(),
    ];

    private static bool IsTime(double seconds) => seconds is > 0 and <= MostSeconds;
}
