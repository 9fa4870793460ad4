using System.Globalization;
using System.Text;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Grpo.Staleness;
using CuaRl.Core.Policies;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Core.Tasks;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>What holds between the settings of a training.</summary>
internal static class LoopRules
{
    /// <summary>The most that tasks may take in a training's record, in bytes of JSON.</summary>
    private const int MaxTaskBytes = 32 * 1024;

    private const string Android = "android";
    private const string Linux = "linux";

    /// <summary>Kinds of devices that name no elements.</summary>
    private static readonly string[] WithoutElements = [Android, Linux];

    /// <summary>All that is wrong, each as a flag and a sentence.</summary>
    public static IEnumerable<(string Flag, string Rule)> Problems(LoopConfiguration settings) =>
    [
        .. OfModel(settings),
        .. OfTasks("tasks", TaskSourceErrors.NoTasks, settings.Tasks),
        .. settings.EvalTasks.IsEmpty ? [] : OfTasks("eval_tasks", TaskSourceErrors.NoEvalTasks, settings.EvalTasks),
        .. OfSizes(settings),
        .. settings.Loss.Problems().Select(Split),
        .. OfStaleness(settings),
        .. OfStepGroups(settings),
        .. OfBaseline(settings),
    ];

    /// <summary>What is wrong with choices of tasks that a configuration names.</summary>
    private static IEnumerable<(string Flag, string Rule)> OfTasks(string flag, string ifEmpty, IReadOnlyList<TaskChoice> choices)
    {
        if (choices.Count == 0)
        {
            return [(flag, ifEmpty)];
        }

        if (Encoding.UTF8.GetByteCount(TaskChoiceJson.Write(choices)) > MaxTaskBytes)
        {
            return [(flag, $"must take at most {MaxTaskBytes} bytes of JSON: store tasks by `cuarl tasks load` and take them from 'database'")];
        }

        try
        {
            // Which tasks are stored is not known here, so those sources may turn out empty only later.
            var chosen = TaskSelection.Choose(choices, []);
            return chosen.Tasks.IsEmpty && !choices.Any(IsOfStored) ? [(flag, ifEmpty)] : [];
        }
        catch (TaskSourceException error)
        {
            return [(flag, error.Message)];
        }
    }

    private static bool IsOfStored(TaskChoice choice) => choice is { SourceType: "database" or "ids", Limit: not 0 };

    private static IEnumerable<(string, string)> OfModel(LoopConfiguration settings)
    {
        var isEmbedded = settings.Provider == Providers.Embedded;
        if (isEmbedded != (Providers.OfModel(settings.ModelName) == Providers.Embedded))
        {
            yield return ("model_name", isEmbedded
                ? "the embedded trainer trains embedded/linear and embedded/hidden-N only"
                : $"{settings.ModelName} is of the embedded trainer, not of {settings.Provider}");
        }
        else if (isEmbedded && PolicyModels.Problem(settings.ModelName) is { } problem)
        {
            yield return ("model_name", problem);
        }

        if (isEmbedded && WithoutElements.Contains(settings.BoxType))
        {
            yield return ("box_type", "the embedded policy acts on the elements of a screen, which these devices do not name: take simulated");
        }

        if (!isEmbedded && settings is { RendererName: PromptStyles.Chat, BaselineOnly: false })
        {
            yield return ("renderer_name", $"{PromptStyles.Chat} gives no tokens to train on: it is for baseline_only");
        }

        if (!isEmbedded && settings is { Temperature: not 1, BaselineOnly: false })
        {
            yield return ("temperature", "must be 1 to train with Tinker, whose losses and scores know no other: any else is for baseline_only");
        }

        if (!isEmbedded && !settings.Loss.IsLinearInAdvantage && settings.Loss.Aggregation != LossAggregation.TokenSum)
        {
            yield return ("loss_aggregation", "must be token_sum for dro, since Tinker sums over tokens itself");
        }
    }

    private static IEnumerable<(string, string)> OfSizes(LoopConfiguration settings)
    {
        if (settings is { GroupSize: 1, BaselineOnly: false })
        {
            yield return ("group_size", "must be 2 or more: a rollout alone has no advantage over others, so nothing would be learnt; "
                + "evaluations have their own size, eval_group_size");
        }
    }

    private static IEnumerable<(string, string)> OfStaleness(LoopConfiguration settings) => settings.MaxStepsOffPolicy is null
        ? []
        : settings.Staleness.Problems().Select(Split);

    private static IEnumerable<(string, string)> OfStepGroups(LoopConfiguration settings)
    {
        if (settings.Gigpo && settings.Advantage is not (AdvantageRule.Center or AdvantageRule.Std))
        {
            yield return ("advantage", "must be center or std with gigpo, which compares turns by the same rule");
        }

        if (settings.BranchRollouts == 0)
        {
            yield break;
        }

        if (settings.Gigpo)
        {
            yield return ("branch_rollouts", "must not be given with gigpo: each compares turns in its own way");
        }

        if (settings.Advantage != AdvantageRule.Center)
        {
            yield return ("advantage", "must be center with branch_rollouts: those that went on from one state are compared by their mean");
        }

        if (settings.BoxType == Android)
        {
            yield return ("branch_rollouts", "needs devices that can be restored, which these cannot: take simulated");
        }

        if (settings is { BoxType: Linux, BranchTurn: null })
        {
            yield return ("branch_turn", "must be given for linux: otherwise half of all turns would leave a snapshot with GBox");
        }

        if (settings.GroupSize + settings.BranchRollouts > RecordRules.MaxParts)
        {
            yield return ("branch_rollouts", FormattableString.Invariant(
                $"must leave a group at {RecordRules.MaxParts} rollouts at most, group_size of them others"));
        }

        if (settings.BranchTurn >= settings.MaxTurns)
        {
            yield return ("branch_turn", FormattableString.Invariant(
                $"must be less than max_turns, which is {settings.MaxTurns}: nothing could follow it"));
        }
    }

    private static IEnumerable<(string, string)> OfBaseline(LoopConfiguration settings)
    {
        if (settings is { BaselineOnly: true, SkipBaseline: true })
        {
            yield return ("baseline_only", "must not be given with skip_baseline: nothing would be done");
        }
        else if (settings is { BaselineOnly: true, EvalTasks.IsEmpty: true })
        {
            yield return ("baseline_only", "needs eval_tasks or use_default_eval_tasks: nothing would be done");
        }
    }

    private static (string, string) Split(string problem)
    {
        var colon = problem.IndexOf(": ", StringComparison.Ordinal);
        return (problem[..colon], problem[(colon + 2)..]);
    }
}
