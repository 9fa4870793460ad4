using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Policies;

namespace CuaRl.Benchmarks.Policy;

/// <summary>What the policy learns from one demonstration a task and GRPO on verdicts; of several trainings the worst counts.</summary>
internal static class LearningFigures
{
    private const double TrainingBar = 0.9;
    private const double EvaluationBar = 0.8;
    private const double SecondsBar = 300;

    /// <summary>What they ask for occurs in no training task.</summary>
    private static readonly string[] Apart = ["eval_02_dnd_mode_enable", "eval_16_create_downloads_folder_xyz"];

    public static async Task<IEnumerable<Figure>> MeasureAsync(ITrainer trainer, PolicySizes sizes)
    {
        var trainings = new List<Learnt>();
        for (var seed = 1; seed <= sizes.Trainings; seed++)
        {
            trainings.Add(await TrainAsync(trainer, seed, sizes));
        }

        return
        [
            Worst("sampled success on training tasks, phones never seen", TrainingBar, trainings, training => training.Train),
            Worst("sampled success on seven evaluation tasks, phones never seen", EvaluationBar, trainings, training => training.Seven),
            Figure.AtMost(
                "seconds of a training with its evaluations, the longest", Math.Round(trainings.Max(training => training.Seconds), 1), "s",
                SecondsBar, trainings.Select((training, i) => ($"seed_{i + 1}", Math.Round(training.Seconds, 1))).ToDictionary()),
        ];
    }

    private static Figure Worst(string name, double bar, List<Learnt> trainings, Func<Learnt, double> of)
    {
        var worst = trainings.MinBy(of)!;
        var raw = trainings.Select((training, i) => ($"seed_{i + 1}", Math.Round(of(training), 3))).ToDictionary();
        foreach (var (key, value) in worst.Details)
        {
            raw[key] = value;
        }

        return Figure.AtLeast(name, Math.Round(of(worst), 3), "of 1", bar, raw);
    }

    private static async Task<Learnt> TrainAsync(ITrainer trainer, long seed, PolicySizes sizes)
    {
        var start = Stopwatch.GetTimestamp();
        await using var session = await trainer.OpenAsync(new TrainerModel($"seed-{seed}", PolicyModels.Linear, 0, seed), null, default);
        var school = new PolicySchool(
            session, DemoTasks.Training, new PolicySchoolSettings { Seed = seed, CloneUpTo = sizes.CloneUpTo, MaxTurns = sizes.Turns });
        var untrained = (await MeanAsync(school, sizes)).Success;
        var clone = await school.CloneAsync();
        var cloned = (await MeanAsync(school, sizes)).Success;
        await school.TrainAsync();
        var (success, strict) = await MeanAsync(school, sizes);
        var evaluated = await school.EvaluateAsync(DemoTasks.Evaluation, sizes.Episodes);
        var seven = evaluated.Where(task => !Apart.Contains(task.Task.Id)).ToArray();
        var details = new Dictionary<string, double>
        {
            ["untrained"] = Math.Round(untrained, 3),
            ["cloned"] = Math.Round(cloned, 3),
            ["train_strict"] = Math.Round(strict, 3),
            ["eval_strict"] = Math.Round(seven.Average(task => task.Strict), 3),
            ["turns"] = school.Turns,
            ["steps"] = school.Steps,
            ["clone_steps"] = clone.Steps,
        };
        foreach (var task in evaluated)
        {
            details[task.Task.Id[.."eval_00".Length]] = Math.Round(task.Success, 2);
        }

        return new Learnt(success, seven.Average(task => task.Success), Stopwatch.GetElapsedTime(start).TotalSeconds, details);
    }

    private static async Task<(double Success, double Strict)> MeanAsync(PolicySchool school, PolicySizes sizes)
    {
        var tasks = await school.EvaluateAsync(school.Judged, sizes.Episodes);
        return (tasks.Average(task => task.Success), tasks.Average(task => task.Strict));
    }

    private sealed record Learnt(double Train, double Seven, double Seconds, IReadOnlyDictionary<string, double> Details);
}
