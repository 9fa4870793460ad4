using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Staleness;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Silo.Loop.Groups;
using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>What is recorded of a step beside what its rollouts tell.</summary>
internal sealed record StepFigures
{
    public double? Loss { get; private init; }

    public double? KlDivergence { get; private init; }

    public double? GradientNorm { get; private init; }

    public long Tokens { get; private init; }

    /// <summary>What a person should know of it; null for nothing.</summary>
    public string? Message { get; private init; }

    /// <summary>By tinker-cookbook's names.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public static StepFigures Of(
        int step, IReadOnlyList<DrivenGroup> groups, StepBatch batch, StepUpdate update, bool isUniform, LoopConfiguration settings)
    {
        var metrics = new Dictionary<string, double>(update.Metrics(), StringComparer.Ordinal);
        int[] kept = [.. batch.Groups.Where(group => group.LeftOut is null).Select(group => group.Group)];
        GroupMetrics.AddStep(metrics, Measured(groups), kept);
        foreach (var reason in batch.Groups.Where(group => group.LeftOut is not null).GroupBy(group => group.LeftOut!))
        {
            metrics[$"groups/{reason.Key}"] = reason.Count();
        }

        AddErrors(metrics, groups);
        AddStepGroups(metrics, groups, batch, settings);
        int[] policySteps = [.. groups.SelectMany(group => group.Rollouts).Select(rollout => rollout.Info.Attempts[^1].PolicyStep).OfType<int>()];
        if (settings.MaxStepsOffPolicy is not null && policySteps.Length > 0)
        {
            StalenessBound.AddMetrics(metrics, step, policySteps);
        }

        return new StepFigures
        {
            Loss = update.Loss,
            KlDivergence = Find(metrics, "optim/kl_sample_train_v1"),
            GradientNorm = Find(metrics, "optim/grad_norm"),
            Tokens = update.Tokens,
            Message = isUniform ? GroupFilter.UniformWarning : kept.Length == 0 ? "no group could be trained on" : null,
            Metrics = metrics,
        };
    }

    public static IReadOnlyDictionary<string, double> OfEvaluation(IReadOnlyList<DrivenGroup> groups)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        GroupMetrics.Add(metrics, GroupMetrics.All, Measured(groups));
        AddErrors(metrics, groups);
        return metrics;
    }

    private static MeasuredGroup[] Measured(IReadOnlyList<DrivenGroup> groups) =>
    [
        .. groups.Select(group => new MeasuredGroup(
            [.. group.Rollouts.Where(rollout => rollout.Branch is null).Select(Measured)], group.Plan.Task.SourceType is { } set ? [set] : [])),
    ];

    private static MeasuredRollout Measured(DrivenRollout rollout) => (rollout.Turns.IsDefault
        ? new MeasuredRollout(rollout.Result, 0, 0)
        : new MeasuredRollout(
            rollout.Result, rollout.Turns.Sum(turn => turn.Tokens.Length), rollout.Turns.Sum(turn => turn.Observation.Length))) with
    {
        Metrics = [new("task_success", rollout.Info.ValidationPassed is true ? 1 : 0)],
    };

    /// <summary>What turns were compared by. Siblings are in no figure of environments, since they did not begin at the reset.</summary>
    private static void AddStepGroups(
        Dictionary<string, double> metrics, IReadOnlyList<DrivenGroup> groups, StepBatch batch, LoopConfiguration settings)
    {
        if (settings.Gigpo)
        {
            metrics["gigpo/frac_grouped"] = batch.FracGrouped();
        }

        if (settings.BranchRollouts == 0)
        {
            return;
        }

        DrivenRollout[] siblings = [.. groups.SelectMany(group => group.Rollouts).Where(rollout => rollout.Branch is not null)];
        var rewards = siblings.Where(sibling => sibling.Result.IsCounted).Select(sibling => sibling.Result.Reward!.Value).ToArray();
        metrics["branch/siblings"] = siblings.Length;
        metrics["branch/frac_grouped"] = batch.FracGrouped();
        if (rewards.Length > 0)
        {
            metrics["branch/reward/total"] = rewards.Average();
        }
    }

    /// <summary>The losses to devices and the service, by kind.</summary>
    private static void AddErrors(Dictionary<string, double> metrics, IReadOnlyList<DrivenGroup> groups)
    {
        var lost = groups.SelectMany(group => group.Rollouts).SelectMany(rollout => rollout.Info.Attempts)
            .Where(attempt => attempt.Status is AttemptStatus.InfraFailed or AttemptStatus.Failed)
            .ToArray();
        metrics["rollout_errors/total"] = lost.Length;
        metrics["rollout_errors/groups_skipped"] = groups.Count(group => group.IsLost);
        foreach (var kind in lost.GroupBy(attempt => attempt.ErrorKind ?? "unknown"))
        {
            metrics[$"rollout_errors/{kind.Key}"] = kind.Count();
        }
    }

    private static double? Find(Dictionary<string, double> metrics, string name) => metrics.TryGetValue(name, out var value) ? value : null;
}
