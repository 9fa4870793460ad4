using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>
/// Advantages of steps from two groups each: the rollouts of a task, and the steps of those that saw the same (GiGPO, as in
/// OpenManus-RL's <c>gigpo.py</c>).
/// </summary>
/// <remarks>
/// Episode: score - mean of the group. Step: G - mean of its step group, with the return G_t = sum over k of gamma^k r_(t+k).
/// </remarks>
public static class Gigpo
{
    private const double Epsilon = 1e-6;

    /// <summary>The advantages of a group's steps.</summary>
    /// <param name="options">How.</param>
    /// <param name="scores">The score of each rollout that counts.</param>
    /// <param name="steps">Their steps; those of a rollout in the order of time.</param>
    /// <exception cref="GrpoException">A score or reward is not finite.</exception>
    public static GigpoGroup Of(GigpoOptions options, ReadOnlySpan<double> scores, ReadOnlySpan<GigpoStep> steps)
    {
        var episode = Episode(options, scores, steps);
        var step = new double[steps.Length];
        var shared = ImmutableArray.CreateBuilder<string>();
        var groups = new int?[steps.Length];
        var returns = Returns(options.Gamma, scores.Length, steps);
        foreach (var places in Clusters(steps))
        {
            if (places.Count > 1)
            {
                places.ForEach(place => groups[place] = shared.Count);
                shared.Add(steps[places[0]].Observation);
            }

            double[] values = [.. places.Select(place => returns[place])];
            Normalize(options, values, values.Length > 1 ? Statistics(values) : new SampleStatistics(1, values[0], 1));
            for (var i = 0; i < values.Length; i++)
            {
                step[places[i]] = values[i];
            }
        }

        var total = new double[steps.Length];
        for (var i = 0; i < total.Length; i++)
        {
            total[i] = episode[i] + (options.StepWeight * step[i]);
        }

        return new GigpoGroup(
            ImmutableCollectionsMarshal.AsImmutableArray(episode),
            ImmutableCollectionsMarshal.AsImmutableArray(step),
            ImmutableCollectionsMarshal.AsImmutableArray(total),
            shared.DrainToImmutable(),
            ImmutableCollectionsMarshal.AsImmutableArray(groups));
    }

    private static double[] Episode(GigpoOptions options, ReadOnlySpan<double> scores, ReadOnlySpan<GigpoStep> steps)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw GrpoErrors.RewardNotFinite(i, scores[i]);
            }
        }

        var rows = new double[steps.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = scores[steps[i].Rollout];
        }

        var sample = options.IsOverAllSteps ? rows : scores;
        Normalize(options, rows, sample.Length > 1 ? Statistics(sample) : new SampleStatistics(1, 0, 1));
        return rows;
    }

    private static double[] Returns(double gamma, int rollouts, ReadOnlySpan<GigpoStep> steps)
    {
        var returns = new double[steps.Length];
        var later = new double[rollouts];
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var (rollout, _, reward) = steps[i];
            returns[i] = double.IsFinite(reward)
                ? reward + (gamma * later[rollout])
                : throw GrpoErrors.RewardNotFinite(rollout, reward);
            later[rollout] = returns[i];
        }

        return returns;
    }

    private static Dictionary<string, List<int>>.ValueCollection Clusters(ReadOnlySpan<GigpoStep> steps)
    {
        var clusters = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < steps.Length; i++)
        {
            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(clusters, steps[i].Observation, out _);
            (places ??= []).Add(i);
        }

        return clusters.Values;
    }

    private static SampleStatistics Statistics(ReadOnlySpan<double> values) =>
        values.ContainsAnyExcept(values[0]) ? SampleStatistics.Of(values) : new SampleStatistics(values.Length, values[0], 0);

    private static void Normalize(GigpoOptions options, Span<double> values, SampleStatistics sample)
    {
        var divisor = options.DividesByDeviation ? sample.StandardDeviation + Epsilon : 1;
        foreach (ref var value in values)
        {
            value = (value - sample.Mean) / divisor;
        }
    }
}
