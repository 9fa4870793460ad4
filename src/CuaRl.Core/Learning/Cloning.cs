using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Learning;

/// <summary>
/// Learning by imitation: one scripted demonstration of each task, and gradient steps on all their turns until just before sampled
/// success passes a limit. What comes out follows from the learner, the tasks and the options.
/// </summary>
/// <remarks>
/// Devices and draws have the seeds of training steps below 0, which no training step has, nor any evaluation: -1 for the
/// demonstrations, -2 for the success before the first step, and so on.
/// </remarks>
public sealed class Cloning
{
    private const int DemonstrationStep = -1;
    private const int FirstCheck = -2;
    private const int UsualEpisodes = 200;
    private const int FewestOfATask = 8;
    private const int MostOfATask = 20;

    private readonly CloningOptions _options;
    private readonly (CuaTask Task, TaskText Text)[] _judged;
    private readonly int _episodes;

    private Cloning(IReadOnlyList<CuaTask> tasks, CloningOptions options)
    {
        _options = options;
        _judged = [.. tasks.Where(task => PhoneEpisode.CheckOf(task) is not null).Select(task => (task, new TaskText(task.Description)))];
        _episodes = Math.Clamp(UsualEpisodes / Math.Max(1, _judged.Length), FewestOfATask, MostOfATask);
    }

    /// <summary>Teaches a copy of a learner; tasks that nobody can demonstrate are passed over.</summary>
    /// <param name="learner">Where it begins; it is left as it is.</param>
    /// <param name="tasks">The tasks, never those of an evaluation.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NothingToCloneException">Nobody can demonstrate any of the tasks, or none has a validator.</exception>
    /// <exception cref="FormatException">What a task expects is nothing which its validator could expect.</exception>
    public static CloningResult Run(
        PolicyLearner learner, IReadOnlyList<CuaTask> tasks, CloningOptions options, CancellationToken cancellationToken)
    {
        var cloning = new Cloning(tasks, options);
        if (cloning._judged.Length == 0)
        {
            throw new NothingToCloneException("none of the tasks has a validator that tells what succeeds; train on other tasks, or without it");
        }

        var demonstrations = Demonstrate(tasks, options.Seed, learner.Policy.Shape, cancellationToken);
        if (demonstrations.Count == 0)
        {
            throw new NothingToCloneException("nobody can demonstrate any of the tasks on a simulated phone; train without it");
        }

        return cloning.Imitate(learner, demonstrations, cancellationToken);
    }

    private static List<Demonstration> Demonstrate(
        IReadOnlyList<CuaTask> tasks, long seed, PolicyShape shape, CancellationToken cancellationToken)
    {
        var builder = new DecisionBuilder(PhoneScreen.Size, shape.FeatureBits);
        var demonstrations = new List<Demonstration>(tasks.Count);
        for (var i = 0; i < tasks.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var deviceSeed = RolloutSeeds.Device(seed, SeedUse.Training, DemonstrationStep, i);
            if (Demonstration.Play(tasks[i], (ulong)deviceSeed, builder) is { IsSuccess: not false } demonstration)
            {
                demonstrations.Add(demonstration);
            }
        }

        return demonstrations;
    }

    private CloningResult Imitate(PolicyLearner learner, List<Demonstration> demonstrations, CancellationToken cancellationToken)
    {
        var turns = demonstrations.SelectMany(demonstration => demonstration.Turns).Select(turn => (turn.Decision, turn.Chosen)).ToArray();
        var (kept, steps) = (learner.Copy(), 0);
        var success = Success(kept.Policy, FirstCheck, cancellationToken);
        while (steps < _options.MaxSteps && success <= _options.UpTo)
        {
            var next = kept.Copy();
            next.AddDemonstrated(turns);
            next.Step(_options.Adam);
            var reached = Success(next.Policy, FirstCheck - steps - 1, cancellationToken);
            if (reached > _options.UpTo)
            {
                break;
            }

            (kept, success, steps) = (next, reached, steps + 1);
        }

        return new CloningResult(kept, demonstrations.Count, steps, success);
    }

    private double Success(SoftmaxPolicy policy, int step, CancellationToken cancellationToken)
    {
        var succeeded = 0;
        Parallel.For(
            0,
            _judged.Length * _episodes,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken },
            () => new DecisionBuilder(PhoneScreen.Size, policy.Shape.FeatureBits),
            (number, _, builder) =>
            {
                Interlocked.Add(ref succeeded, Succeeds(policy, builder, step, number) ? 1 : 0);
                return builder;
            },
            _ => { });
        return (double)succeeded / (_judged.Length * _episodes);
    }

    private bool Succeeds(SoftmaxPolicy policy, DecisionBuilder builder, int step, int number)
    {
        var (task, text) = _judged[number / _episodes];
        var (group, member) = (number / _episodes, number % _episodes);
        return PolicyEpisode.Succeeds(
            policy, builder, task, text, RolloutSeeds.Device(_options.Seed, SeedUse.Training, step, number),
            turn => RolloutSeeds.Sampling(_options.Seed, SeedUse.Training, step, group, member, turn));
    }
}
