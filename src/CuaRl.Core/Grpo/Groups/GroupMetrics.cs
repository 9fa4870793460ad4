using System.Collections.Immutable;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>The metrics of a step's rollouts by tinker-cookbook's names. Rollouts that do not count are counted as masked only.</summary>
public static class GroupMetrics
{
    /// <summary>What names of metrics over all groups begin with.</summary>
    public const string All = "env/all";

    /// <summary>What names of metrics over the groups trained on begin with: the filter must not flatter what is reported.</summary>
    public const string Kept = "train";

    /// <summary>
    /// Adds those of a step: <c>env/all/...</c> over all groups, <c>env/TAG/...</c> where a tag picks some but not all, and
    /// <c>train/...</c> over the groups that are kept.
    /// </summary>
    /// <param name="metrics">Takes them.</param>
    /// <param name="groups">All groups of the step.</param>
    /// <param name="kept">The places of those to train on.</param>
    public static void AddStep(IDictionary<string, double> metrics, IReadOnlyList<MeasuredGroup> groups, IEnumerable<int> kept)
    {
        Add(metrics, All, groups);
        foreach (var tag in groups.SelectMany(group => group.Tags).Distinct().Order(StringComparer.Ordinal))
        {
            MeasuredGroup[] tagged = [.. groups.Where(group => group.Tags.Contains(tag))];
            if (tagged.Length < groups.Count)
            {
                Add(metrics, $"env/{tag}", tagged);
            }
        }

        Add(metrics, Kept, [.. kept.Select(place => groups[place])]);
    }

    /// <summary>Adds those of some groups; means only where there is something to take the mean of.</summary>
    /// <param name="metrics">Takes them.</param>
    /// <param name="prefix">What their names begin with, without the last slash.</param>
    /// <param name="groups">The groups.</param>
    public static void Add(IDictionary<string, double> metrics, string prefix, IReadOnlyList<MeasuredGroup> groups)
    {
        MeasuredRollout[] all = [.. groups.SelectMany(group => group.Rollouts)];
        MeasuredRollout[] counted = [.. all.Where(rollout => rollout.Result.IsCounted)];
        AddSums(metrics, prefix, counted);
        metrics[$"{prefix}/masked_episodes"] = all.Length - counted.Length;
        AddMix(metrics, $"{prefix}/by_group", groups);
        foreach (var measured in counted.SelectMany(rollout => rollout.Metrics).GroupBy(metric => metric.Key, metric => metric.Value))
        {
            metrics[$"{prefix}/{measured.Key}"] = measured.Average();
        }
    }

    private static void AddSums(IDictionary<string, double> metrics, string prefix, MeasuredRollout[] counted)
    {
        var turns = counted.Sum(rollout => (long)rollout.Result.NumTurns);
        var actions = counted.Sum(rollout => (long)rollout.ActionTokens);
        var observations = counted.Sum(rollout => (long)rollout.ObservationTokens);
        metrics[$"{prefix}/total_episodes"] = counted.Length;
        metrics[$"{prefix}/total_turns"] = turns;
        metrics[$"{prefix}/total_ac_tokens"] = actions;
        metrics[$"{prefix}/total_ob_tokens"] = observations;
        if (turns > 0)
        {
            metrics[$"{prefix}/ac_tokens_per_turn"] = (double)actions / turns;
            metrics[$"{prefix}/ob_tokens_per_turn"] = (double)observations / turns;
        }

        if (counted.Length > 0)
        {
            metrics[$"{prefix}/turns_per_episode"] = (double)turns / counted.Length;
            metrics[$"{prefix}/reward/total"] = counted.Average(rollout => rollout.Result.Reward!.Value);
        }
    }

    private static void AddMix(IDictionary<string, double> metrics, string prefix, IEnumerable<MeasuredGroup> groups)
    {
        var mix = GroupMix.Of(groups.Select(group => group.Rollouts.Select(rollout => rollout.Result)));
        if (mix.Groups > 0)
        {
            metrics[$"{prefix}/frac_mixed"] = mix.FracMixed;
            metrics[$"{prefix}/frac_all_good"] = mix.FracAllGood;
            metrics[$"{prefix}/frac_all_bad"] = mix.FracAllBad;
        }
    }
}
