using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.TestKit.Policies;

/// <summary>
/// Teaches a trainer's policy on simulated phones in process: by a warm start, then by GRPO with the validator's verdict as reward.
/// What comes out follows from the settings, whatever the threads. Phones of evaluations have seeds that no phone of training has.
/// </summary>
public sealed class PolicySchool(ITrainerSession session, IEnumerable<CuaTask> tasks, PolicySchoolSettings settings)
{
    /// <summary>Importance sampling, summed over the actions.</summary>
    private static readonly LossOptions Loss = new();

    private readonly CuaTask[] _tasks = [.. tasks];
    private readonly CuaTask[] _judged = [.. tasks.Where(task => PhoneEpisode.CheckOf(task) is not null)];
    private readonly AdamSettings _adam = new() { LearningRate = settings.LearningRate };
    private long _sequence;

    public ITrainerSession Session => session;

    /// <summary>The tasks that have a validator: the others have no reward to learn from.</summary>
    public IEnumerable<CuaTask> Judged => _judged;

    /// <summary>The turns of GRPO so far.</summary>
    public int Turns { get; private set; }

    /// <summary>The steps of GRPO so far.</summary>
    public int Steps { get; private set; }

    /// <summary>A number for the next request of the session.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>Imitates one demonstration of each task until just before sampled success passes the limit.</summary>
    public Task<WarmStartResult> CloneAsync() => session.WarmStartAsync(
        NextSequence(), new WarmStartRequest(_tasks, settings.Seed, settings.CloneUpTo, settings.LearningRate), CancellationToken.None);

    /// <summary>Goes on after so many steps, from the state that was saved then.</summary>
    public async Task ResumeAsync(string path, int steps)
    {
        await session.LoadAsync(NextSequence(), path, withOptimizer: true, CancellationToken.None);
        Steps = steps;
    }

    /// <summary>One step of GRPO: groups of rollouts, reward minus the group's mean, importance sampling, one step of Adam.</summary>
    /// <returns>The metrics of its gradient, and the mean reward of its rollouts as <c>reward</c>.</returns>
    public async Task<IReadOnlyDictionary<string, double>> StepAsync()
    {
        var sampler = await SamplerAsync();
        var rollouts = await PlayAsync(settings.GroupsPerStep * settings.GroupSize, i =>
        {
            var (group, member) = (i / settings.GroupSize, i % settings.GroupSize);
            return PhoneRollout.PlayAsync(
                sampler,
                _judged[((Steps * settings.GroupsPerStep) + group) % _judged.Length],
                RolloutSeeds.Device(settings.Seed, SeedUse.Training, Steps, group),
                turn => RolloutSeeds.Sampling(settings.Seed, SeedUse.Training, Steps, group, member, turn),
                settings.Temperature);
        });
        var pictures = new PictureTable();
        var datums = DatumAssembly.Assemble(
            [.. rollouts.Chunk(settings.GroupSize).SelectMany((group, i) => Trajectories(i, group))], pictures);
        var gradient = await session.ForwardBackwardAsync(
            NextSequence(), new GradientRequest(datums, pictures, Loss, settings.Temperature), CancellationToken.None);
        await session.StepAsync(NextSequence(), _adam, CancellationToken.None);
        Turns += rollouts.Sum(rollout => rollout.Turns.Count);
        Steps++;
        return new Dictionary<string, double>(gradient.Metrics) { ["reward"] = rollouts.Average(Reward) };
    }

    /// <summary>GRPO until its turns are spent.</summary>
    public async Task TrainAsync()
    {
        while (Turns < settings.MaxTurns)
        {
            await StepAsync();
        }
    }

    /// <summary>Plays tasks on phones that no training saw.</summary>
    public async Task<(CuaTask Task, double Success, double Strict)[]> EvaluateAsync(IEnumerable<CuaTask> tasks, int episodes)
    {
        var (chosen, sampler) = (tasks.ToArray(), await SamplerAsync());
        var rollouts = await PlayAsync(chosen.Length * episodes, i => PhoneRollout.PlayAsync(
            sampler, chosen[i / episodes], RolloutSeeds.Device(settings.Seed, SeedUse.Evaluation, 0, i),
            turn => RolloutSeeds.Sampling(settings.Seed, SeedUse.Evaluation, 0, i / episodes, i % episodes, turn), settings.Temperature));
        return
        [
            .. rollouts.Chunk(episodes).Select((all, i) => (
                chosen[i], all.Average(Reward), all.Average(rollout => rollout.IsStrict ? 1.0 : 0))),
        ];
    }

    private static IEnumerable<Trajectory> Trajectories(int number, PhoneRollout[] group)
    {
        var advantages = new double[group.Length];
        AdvantageRules.Compute(AdvantageRule.Center, [.. group.Select(Reward)], advantages);
        return group.Select((rollout, member) => new Trajectory(number, member, rollout.Turns
            .Select(turn => new TrajectoryTurn
            {
                Observation = turn.Observation,
                Action = turn.Tokens.AsMemory(),
                LogProbabilities = turn.LogProbabilities.AsMemory(),
                Advantage = advantages[member],
            })
            .ToArray()));
    }

    private async Task<IPolicySampler> SamplerAsync()
    {
        var path = await session.SaveSamplerAsync(NextSequence(), $"{Steps:D6}", isKept: false, CancellationToken.None);
        return await session.OpenSamplerAsync(path, CancellationToken.None);
    }

    private async Task<PhoneRollout[]> PlayAsync(int count, Func<int, Task<PhoneRollout>> play)
    {
        var rollouts = new PhoneRollout[count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads };
        await Parallel.ForAsync(0, count, threads, async (i, _) => rollouts[i] = await play(i));
        return rollouts;
    }

    private static double Reward(PhoneRollout rollout) => rollout.IsSuccess ? 1 : 0;
}
