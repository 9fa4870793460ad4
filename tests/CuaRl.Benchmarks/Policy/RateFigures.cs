using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tasks;

namespace CuaRl.Benchmarks.Policy;

/// <summary>How fast a policy acts and how fast it computes gradients, on one core.</summary>
internal static class RateFigures
{
    private const double ActionBar = 20_000;
    private const double GradientBar = 50_000;
    private const int Kept = 2_000;

    public static IEnumerable<Figure> Measure(PolicySizes sizes)
    {
        var policy = SoftmaxPolicy.Create(new PolicyShape(), 1);
        var taken = new List<TakenDecision>();
        Act(policy, sizes.Actions, taken);
        var actions = Rates(sizes, () => Act(policy, sizes.Actions, []), sizes.Actions);
        var raw = Describe(actions, taken);
        yield return Figure.AtLeast(
            "sampled actions, from the elements of the phone's screen", Math.Round(Rounds.Median(actions)), "actions/s", ActionBar, raw);

        var gradient = new PolicyGradient(policy.Shape);
        Differentiate(policy, gradient, taken, sizes.Gradients);
        var gradients = Rates(sizes, () => Differentiate(policy, gradient, taken, sizes.Gradients), sizes.Gradients);
        yield return Figure.AtLeast(
            "gradients of a turn with all its candidates", Math.Round(Rounds.Median(gradients)), "gradients/s", GradientBar,
            Describe(gradients, taken));
    }

    /// <summary>An untrained policy wanders through all screens; each turn is seen, decided and carried out.</summary>
    private static void Act(SoftmaxPolicy policy, int actions, List<TakenDecision> taken)
    {
        var (builder, random) = (new DecisionBuilder(PhoneScreen.Size), new SeededGenerator(1));
        var tasks = DemoTasks.Training.Select(task => (Goal: PhoneTask.Of(task), Text: new TaskText(task.Description))).ToArray();
        var (phone, history, task) = (Phone.Start(0), new EpisodeHistory(), tasks[0]);
        for (var i = 0; i < actions; i++)
        {
            if (i % 10 == 0)
            {
                task = tasks[i / 10 % tasks.Length];
                (phone, history) = (Phone.Start((ulong)i, task.Goal), new EpisodeHistory());
            }

            var screen = phone.Screen.Elements;
            var decision = builder.Build(task.Text, history, screen);
            var choice = policy.Sample(decision, 1, random.NextUnit());
            var candidate = builder.Candidates[choice.Index];
            history.Add(screen, candidate);
            if (candidate.Action(screen, PhoneScreen.Size) is { } action)
            {
                phone.Act(action);
            }

            if (taken.Count < Kept)
            {
                taken.Add(new TakenDecision(decision, choice.Index, choice.LogProbability, 1));
            }
        }
    }

    private static void Differentiate(SoftmaxPolicy policy, PolicyGradient gradient, List<TakenDecision> taken, int count)
    {
        gradient.Clear();
        for (var i = 0; i < count; i++)
        {
            var turn = taken[i % taken.Count];
            gradient.Add(policy, turn.Decision, turn.Chosen, i % 2 == 0 ? -0.5 : 0.5, turn.Temperature);
        }
    }

    private static double[] Rates(PolicySizes sizes, Action work, int count)
    {
        var rates = new double[sizes.Rounds];
        for (var round = 0; round < rates.Length; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            rates[round] = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return rates;
    }

    private static Dictionary<string, double> Describe(double[] rates, List<TakenDecision> taken) => new()
    {
        ["min"] = Math.Round(rates.Min()),
        ["max"] = Math.Round(rates.Max()),
        ["candidates"] = Math.Round(taken.Average(turn => turn.Decision.Count), 1),
        ["features"] = Math.Round(taken.Average(turn => turn.Decision.FeatureCount)),
    };
}
