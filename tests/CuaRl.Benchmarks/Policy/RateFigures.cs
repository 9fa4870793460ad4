using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Policies;

namespace CuaRl.Benchmarks.Policy;

/// <summary>How fast the embedded trainer's policy acts and how fast its gradients are computed, through its port, on one core.</summary>
internal static class RateFigures
{
    private const double ActionBar = 20_000;
    private const double GradientBar = 50_000;
    private const int Kept = 2_000;

    public static async Task<IEnumerable<Figure>> MeasureAsync(ITrainerSession session, PolicySizes sizes)
    {
        var sampler = await session.OpenSamplerAsync(await session.SaveSamplerAsync(1, "rates", isKept: false, default), default);
        var episodes = await WanderAsync(sampler);
        var taken = episodes.SelectMany(episode => episode.Rollout.Turns).ToList();
        var datums = Datums(taken);
        var actions = await RatesAsync(sizes, sizes.Actions, _ => SampleAsync(sampler, episodes, sizes.Actions));
        var gradients = await RatesAsync(sizes, sizes.Gradients, round => DifferentiateAsync(session, datums, sizes.Gradients, 2 + round));
        return
        [
            Figure.AtLeast(
                "sampled actions, from the elements of the phone's screen to the answer", Math.Round(Rounds.Median(actions)), "actions/s",
                ActionBar, Describe(actions, taken)),
            Figure.AtLeast(
                "gradients of a turn with all its candidates", Math.Round(Rounds.Median(gradients)), "gradients/s", GradientBar,
                Describe(gradients, taken)),
        ];
    }

    /// <summary>An untrained policy wanders through all screens.</summary>
    private static async Task<List<(string Task, PhoneRollout Rollout)>> WanderAsync(IPolicySampler sampler)
    {
        var episodes = new List<(string Task, PhoneRollout Rollout)>();
        for (var turns = 0; turns < Kept; turns += episodes[^1].Rollout.Turns.Count)
        {
            var (seed, task) = (episodes.Count, DemoTasks.Training[episodes.Count % DemoTasks.Training.Length]);
            episodes.Add((task.Description, await PhoneRollout.PlayAsync(sampler, task, seed, turn => (1000L * seed) + turn)));
        }

        return episodes;
    }

    /// <summary>Looks at the same screens again, in episodes of its own.</summary>
    private static async Task SampleAsync(IPolicySampler sampler, List<(string Task, PhoneRollout Rollout)> episodes, int actions)
    {
        for (var number = 0; actions > 0; number++)
        {
            var (task, rollout) = episodes[number % episodes.Count];
            var agent = sampler.Begin(task, temperature: 1);
            foreach (var view in rollout.Views)
            {
                await agent.SampleAsync(view, null, actions--, default);
            }
        }
    }

    private static async Task DifferentiateAsync(ITrainerSession session, List<TrainingDatum> datums, int count, int round)
    {
        var pictures = new PictureTable();
        for (var (left, request) = (count, 0L); left > 0; left -= datums.Count, request++)
        {
            await session.ForwardBackwardAsync(
                (round * 1_000_000L) + request, new GradientRequest(datums, pictures, new LossOptions(), 1), default);
        }
    }

    private static List<TrainingDatum> Datums(List<SampledTurn> taken) => DatumAssembly.Assemble(
        [
            .. taken.Select((turn, i) => new Trajectory(i, 0, new[]
            {
                new TrajectoryTurn
                {
                    Observation = turn.Observation,
                    Action = turn.Tokens.AsMemory(),
                    LogProbabilities = turn.LogProbabilities.AsMemory(),
                    Advantage = i % 2 == 0 ? -0.5 : 0.5,
                },
            })),
        ],
        new PictureTable());

    /// <summary>A round that counts nothing, then those that do.</summary>
    private static async Task<double[]> RatesAsync(PolicySizes sizes, int count, Func<int, Task> work)
    {
        await work(0);
        var rates = new double[sizes.Rounds];
        for (var round = 0; round < rates.Length; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(round + 1);
            rates[round] = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return rates;
    }

    private static Dictionary<string, double> Describe(double[] rates, List<SampledTurn> taken) => new()
    {
        ["min"] = Math.Round(rates.Min()),
        ["max"] = Math.Round(rates.Max()),
        ["candidates"] = Math.Round(taken.Average(turn => turn.Observation.Span[1]), 1),
        ["features"] = Math.Round(taken.Average(turn => turn.Observation.Length)),
    };
}
