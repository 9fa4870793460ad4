using CuaRl.Core.Loop.Configuration.Folders;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Loop.Configuration.Flags;

public static partial class FlagTable
{
    private static Flag[] Evaluation() =>
    [
        FlagForms.Whole("eval_every", "steps", "How often there is an evaluation, beside one after the last step; 0 for never.", 0, int.MaxValue)
            .With(embedded: "200", tinker: "10"),
        FlagForms.Whole("eval_group_size", "rollouts", "Rollouts of each task in an evaluation and in the baseline.", 1, RecordRules.MaxParts)
            .With("1"),
        FlagForms.Whole(
            "save_every", "steps", "How often weights and optimizer are saved to go on from; 0 for at the end only.", 0, int.MaxValue)
            .With(embedded: "100", tinker: "10"),
        FlagForms.YesNo("skip_baseline", "Whether there is no evaluation before anything is learnt.").With("false"),
        FlagForms.YesNo("baseline_only", "Whether there is that evaluation and nothing else.").With("false"),
    ];

    private static Flag[] Run() =>
    [
        FlagForms.Name(
            "run_name", "text",
            "The training's name and identity: the same name again resumes it. Not given, the original's: model, rank, rate, sizes, seed "
            + "and minute.")
            .Optional(),
        FlagForms.Whole("seed", "", "What all that is chosen at random follows from.", long.MinValue).With("0"),
        FlagForms.Path(
            "log_path", "a folder", "Where metrics.jsonl, checkpoints.jsonl and config.json are written. Not given, they are over HTTP only.")
            .Optional(),
        FlagForms.Path("log_dir", "a folder", "The same, in a folder below it that has the training's name; log_path wins.").Optional(),
        FlagForms.OneOf(
            "behavior_if_log_dir_exists", "What becomes of that folder when it holds files of an earlier start.", LogFolderRules.Names)
            .With("resume"),
        FlagForms.Whole("num_groups_to_log", "groups", "How many groups of a step are written to the log.", 0, int.MaxValue).Optional(),
        FlagForms.Name("wandb_project", "a name", "The project at Weights & Biases.").Optional(),
        FlagForms.Name("wandb_name", "a name", "The name there.").Optional(),
    ];
}
