namespace CuaRl.Core.Loop.Configuration;

/// <summary>What a branch of a training may change of its settings: not what its saved state is of, nor what only a beginning has.</summary>
internal static class BranchRules
{
    private const string Shape = "may not change: the saved state that a branch goes on from is of a model of this shape";
    private const string Beginning = "may not change: it is of the beginning of a training, and a branch goes on from a step";

    /// <summary>All that is wrong, each as a flag and a sentence.</summary>
    /// <param name="parent">The settings of the training that is branched from.</param>
    /// <param name="branch">The settings with the overrides laid over them.</param>
    /// <param name="point">Where the branch begins.</param>
    public static IEnumerable<(string Flag, string Rule)> Problems(LoopConfiguration parent, LoopConfiguration branch, BranchPoint point) =>
    [
        .. IfOther("provider", parent.Provider, branch.Provider, Shape),
        .. IfOther("model_name", parent.ModelName, branch.ModelName, Shape),
        .. IfOther("lora_rank", parent.LoraRank, branch.LoraRank, Shape),
        .. IfOther("load_checkpoint_path", parent.LoadCheckpointPath, branch.LoadCheckpointPath, Beginning),
        .. IfOther("warm_start", parent.WarmStart, branch.WarmStart, Beginning),
        .. IfOther("warm_start_up_to", parent.WarmStartUpTo, branch.WarmStartUpTo, Beginning),
        .. IfOther("skip_baseline", parent.SkipBaseline, branch.SkipBaseline, Beginning),
        .. IfOther("baseline_only", parent.BaselineOnly, branch.BaselineOnly, Beginning),
        .. OfSteps(branch, point),
        .. OfReference(branch, point),
    ];

    private static IEnumerable<(string, string)> IfOther<T>(string flag, T parent, T branch, string rule)
    {
        if (!EqualityComparer<T>.Default.Equals(parent, branch))
        {
            yield return (flag, rule);
        }
    }

    private static IEnumerable<(string, string)> OfSteps(LoopConfiguration branch, BranchPoint point)
    {
        if (branch.MaxSteps <= point.FirstStep)
        {
            yield return ("max_steps", $"must be more than {point.FirstStep}: so many steps are taken before the branch takes its first");
        }
    }

    private static IEnumerable<(string, string)> OfReference(LoopConfiguration branch, BranchPoint point)
    {
        if (branch is { KlPenaltyCoefficient: > 0, KlReferenceCheckpoint: null } && !point.HasReference)
        {
            yield return ("kl_penalty_coef", "needs kl_reference_checkpoint: the training that is branched from draws to nothing, so no weights "
                + "from before its first step were kept");
        }
    }
}
