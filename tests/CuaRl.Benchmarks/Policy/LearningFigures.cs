using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Tasks;
using CuaRl.TestKit.Policies;

namespace CuaRl.Benchmarks.Policy;

/// <summary>What the policy learns from one demonstration a task and GRPO on verdicts; of several trainings the worst counts.</summary>
internal static class LearningFigures
{
    private const double TrainingBar = 0.9;
    private const double EvaluationBar = 0.8;
    private const double SecondsBar = 300;
    private const int CloneEpisodes = 5;

    /// <summary>What they ask for occurs in no training task.</summary>
    private static readonly string[] Apart = ["eval_02_dnd_mode_enable", "eval_16_create_downloads_folder_xyz"];

    public static IEnumerable<Figure> Measure(PolicySizes sizes)
    {
        var trainings = Enumerable.Range(1, sizes.Trainings).Select(seed => Train((ulong)seed, sizes)).ToArray();
        yield return Worst("sampled success on training tasks, phones never seen", TrainingBar, trainings, training => training.Train);
        yield return Worst("sampled success on seven evaluation tasks, phones never seen", EvaluationBar, trainings, training => training.Seven);
        yield return Figure.AtMost(
            "seconds of a training with its evaluations, the longest", Math.Round(trainings.Max(training => training.Seconds), 1), "s", SecondsBar,
            trainings.Select((training, i) => ($"seed_{i + 1}", Math.Round(training.Seconds, 1))).ToDictionary());
    }

    private static Figure Worst(string name, double bar, Learnt[] trainings, Func<Learnt, double> of)
    {
        var worst = trainings.MinBy(of)!;
        var raw = trainings.Select((training, i) => ($"seed_{i + 1}", Math.Round(of(training), 3))).ToDictionary();
        foreach (var (key, value) in worst.Details)
        {
            raw[key] = value;
        }

        return Figure.AtLeast(name, Math.Round(of(worst), 3), "of 1", bar, raw);
    }

    private static Learnt Train(ulong seed, PolicySizes sizes)
    {
        var start = Stopwatch.GetTimestamp();
        var school = new PolicySchool(DemoTasks.Training, new PolicySchoolSettings { Seed = seed, MaxTurns = sizes.Turns });
        var untrained = Mean(school, sizes).Success;
        school.Clone(CloneEpisodes, sizes.CloneSteps);
        var cloned = Mean(school, sizes).Success;
        school.Train();
        var (success, strict) = Mean(school, sizes);
        var evaluated = school.Evaluate(DemoTasks.Evaluation, sizes.Episodes);
        var seven = evaluated.Where(task => !Apart.Contains(task.Task.Id)).ToArray();
        var details = new Dictionary<string, double>
        {
            ["untrained"] = Math.Round(untrained, 3),
            ["cloned"] = Math.Round(cloned, 3),
            ["train_strict"] = Math.Round(strict, 3),
            ["eval_strict"] = Math.Round(seven.Average(task => task.Strict), 3),
            ["turns"] = school.Turns,
            ["steps"] = school.Steps,
            ["clone_steps"] = school.CloneSteps,
        };
        foreach (var task in evaluated)
        {
            details[task.Task.Id[.."eval_00".Length]] = Math.Round(task.Success, 2);
        }

        return new Learnt(success, seven.Average(task => task.Success), Stopwatch.GetElapsedTime(start).TotalSeconds, details);
    }

    private static (double Success, double Strict) Mean(PolicySchool school, PolicySizes sizes)
    {
        var tasks = school.Evaluate(school.Judged, sizes.Episodes);
        return (tasks.Average(task => task.Success), tasks.Average(task => task.Strict));
    }

    private sealed record Learnt(double Train, double Seven, double Seconds, IReadOnlyDictionary<string, double> Details);
}
