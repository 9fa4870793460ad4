using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;

namespace CuaRl.TestKit.Policies;

/// <summary>
/// Teaches a policy in process: by cloning one demonstration of each task, then by GRPO with the validator's verdict as reward.
/// What comes out follows from the settings, whatever the threads. Phones of evaluations have seeds that no phone of training has.
/// </summary>
public sealed class PolicySchool
{
    private const ulong ForEvaluation = 1UL << 63;

    /// <summary>Importance sampling, summed over the actions.</summary>
    private static readonly LossOptions Loss = new();

    private readonly PolicySchoolSettings _settings;
    private readonly (CuaTask Task, TaskText Text)[] _tasks;
    private readonly (CuaTask Task, TaskText Text)[] _judged;
    private readonly DecisionBuilder[] _builders;
    private readonly PolicyGradient _gradient;
    private readonly AdamOptimizer _optimizer;
    private readonly AdamSettings _adam;

    public PolicySchool(IEnumerable<CuaTask> tasks, PolicySchoolSettings settings)
    {
        (_settings, _tasks) = (settings, Read(tasks));
        _judged = [.. _tasks.Where(task => ValidationQueries.BuiltIn.Problem(task.Task.ValidationQuery!) is null)];
        _builders = [.. Enumerable.Range(0, settings.Threads).Select(_ => new DecisionBuilder(PhoneScreen.Size))];
        var shape = new PolicyShape(HiddenUnits: settings.HiddenUnits);
        Policy = SoftmaxPolicy.Create(shape, settings.Seed);
        (_gradient, _optimizer) = (new PolicyGradient(shape), new AdamOptimizer(shape));
        _adam = new AdamSettings { LearningRate = settings.LearningRate };
    }

    public SoftmaxPolicy Policy { get; private set; }

    /// <summary>The tasks that have a validator: the others have no reward to learn from.</summary>
    public IEnumerable<CuaTask> Judged => _judged.Select(task => task.Task);

    /// <summary>The turns of GRPO so far.</summary>
    public int Turns { get; private set; }

    /// <summary>The steps of GRPO so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The steps of cloning that were kept.</summary>
    public int CloneSteps { get; private set; }

    /// <summary>Imitates one demonstration of each task until just before sampled success passes the limit.</summary>
    /// <returns>The sampled success that was left at.</returns>
    public double Clone(int episodes, int mostSteps = 200)
    {
        var turns = _tasks
            .Select((task, i) => Demonstration.Play(task.Task, DeviceSeed(1, 0, i), _builders[0])
                ?? throw new InvalidOperationException($"nobody can demonstrate {task.Task.Id}"))
            .SelectMany(demonstration => demonstration.Turns)
            .ToArray();
        var success = 0.0;
        for (; CloneSteps < mostSteps; CloneSteps++)
        {
            var before = Policy.Copy();
            _gradient.Clear();
            foreach (var turn in turns)
            {
                _gradient.Add(Policy, turn.Decision, turn.Chosen, -1.0 / turns.Length, 1);
            }

            _optimizer.Step(Policy, _gradient, _adam);
            var next = Play(_judged, episodes, CloneSteps, isEvaluation: false).Average(rollout => rollout.IsSuccess ? 1.0 : 0);
            if (next > _settings.CloneUpTo)
            {
                Policy = before;
                break;
            }

            success = next;
        }

        return success;
    }

    /// <summary>One step of GRPO: groups of rollouts, reward minus the group's mean, importance sampling, one step of Adam.</summary>
    /// <returns>The mean reward of its rollouts.</returns>
    public double Step()
    {
        var groups = Enumerable.Range(0, _settings.GroupsPerStep)
            .Select(group => _judged[((Steps * _settings.GroupsPerStep) + group) % _judged.Length])
            .ToArray();
        var rollouts = Parallel(groups.Length * _settings.GroupSize, (builder, i) =>
        {
            var group = i / _settings.GroupSize;
            return PhoneRollout.Play(
                Policy, builder, groups[group], DeviceSeed(3, Steps, group), Hash(4, (ulong)Steps, (ulong)i), _settings.Temperature);
        });
        _gradient.Clear();
        foreach (var group in rollouts.Chunk(_settings.GroupSize))
        {
            Learn(group);
        }

        _optimizer.Step(Policy, _gradient, _adam);
        Turns += rollouts.Sum(rollout => rollout.Turns.Count);
        Steps++;
        return rollouts.Average(Reward);
    }

    /// <summary>GRPO until its turns are spent.</summary>
    public void Train(Action<PolicySchool, double>? afterStep = null)
    {
        while (Turns < _settings.MaxTurns)
        {
            var reward = Step();
            afterStep?.Invoke(this, reward);
        }
    }

    /// <summary>Plays tasks on phones that no training saw.</summary>
    public (CuaTask Task, double Success, double Strict)[] Evaluate(IEnumerable<CuaTask> tasks, int episodes)
    {
        var chosen = Read(tasks);
        var rollouts = Play(chosen, episodes, 0, isEvaluation: true);
        return
        [
            .. rollouts.Chunk(episodes).Select((all, i) => (
                chosen[i].Task, all.Average(Reward), all.Average(rollout => rollout.IsStrict ? 1.0 : 0))),
        ];
    }

    private void Learn(PhoneRollout[] group)
    {
        var advantages = new double[group.Length];
        AdvantageRules.Compute(AdvantageRule.Center, [.. group.Select(Reward)], advantages);
        foreach (var (rollout, advantage) in group.Zip(advantages).Where(member => member.Second != 0))
        {
            foreach (var turn in rollout.Turns)
            {
                var learner = Policy.LogProbability(turn.Decision, turn.Chosen, turn.Temperature);
                var loss = PolicyLosses.OfToken(Loss, learner, turn.LogProbability, advantage);
                _gradient.Add(Policy, turn.Decision, turn.Chosen, loss.Derivative, turn.Temperature);
            }
        }
    }

    private PhoneRollout[] Play((CuaTask Task, TaskText Text)[] tasks, int episodes, int round, bool isEvaluation) =>
        Parallel(tasks.Length * episodes, (builder, i) => PhoneRollout.Play(
            Policy, builder, tasks[i / episodes],
            isEvaluation ? Hash(5, 0, (ulong)i) | ForEvaluation : DeviceSeed(6, round, i), Hash(7, (ulong)round, (ulong)i),
            _settings.Temperature));

    private PhoneRollout[] Parallel(int count, Func<DecisionBuilder, int, PhoneRollout> play)
    {
        var rollouts = new PhoneRollout[count];
        var next = -1;
        System.Threading.Tasks.Parallel.For(0, _builders.Length, worker =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                rollouts[i] = play(_builders[worker], i);
            }
        });
        return rollouts;
    }

    private ulong DeviceSeed(ulong purpose, int step, int index) => Hash(purpose, (ulong)step, (ulong)index) & ~ForEvaluation;

    private ulong Hash(ulong purpose, ulong step, ulong index) =>
        new SeededGenerator(new SeededGenerator(new SeededGenerator(_settings.Seed ^ (purpose << 56)).NextBits() ^ step).NextBits() ^ index)
            .NextBits();

    private static double Reward(PhoneRollout rollout) => rollout.IsSuccess ? 1 : 0;

    private static (CuaTask Task, TaskText Text)[] Read(IEnumerable<CuaTask> tasks) =>
        [.. tasks.Select(task => (task, new TaskText(task.Description)))];
}
