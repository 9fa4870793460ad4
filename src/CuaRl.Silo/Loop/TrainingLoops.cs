using System.Collections.Immutable;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Trainings;
using CuaRl.Silo.Loop.Groups;
using CuaRl.Silo.Loop.Rollouts;
using CuaRl.Silo.Loop.Steps;
using CuaRl.Silo.Tasks;

namespace CuaRl.Silo.Loop;

/// <summary>Puts the loop of a training together, and runs it.</summary>
internal sealed partial class TrainingLoops(
    RolloutServices services, IEnumerable<ITrainer> trainers, DevicesHere devices, ILogger<TrainingLoops> logger)
{
    private readonly Dictionary<string, ITrainer> _trainers = trainers.ToDictionary(trainer => trainer.Name, StringComparer.Ordinal);

    /// <summary>Whether the loop drives a training; others are driven by clients of theirs.</summary>
    public static bool IsDriven(TrainingInfo training) => LoopDefinitions.IsDriven(training.Definition);

    /// <summary>Why this process cannot drive a training that another silo may; null when it can.</summary>
    public string? WhyNotHere(TrainingInfo training)
    {
        try
        {
            var settings = LoopDefinitions.Read(training.Definition);
            return WhyNoTrainerHere(training.Id, settings) ?? devices.WhyNot(training.Id, settings.BoxType);
        }
        catch (ConfigurationException)
        {
            // No silo can: whoever takes it ends it, with what is wrong.
            return null;
        }
    }

    /// <summary>Why this process has no trainer for a training; null when it has.</summary>
    public string? WhyNoTrainerHere(string trainingId, LoopConfiguration settings) =>
        _trainers.TryGetValue(settings.Provider, out var trainer)
            ? trainer.WhyNotHere(TrainerModels.Of(trainingId, settings))
            : $"there is no trainer '{settings.Provider}' here; there are {string.Join(", ", _trainers.Keys)}";

    /// <exception cref="DriverLostException">Another one drives the training.</exception>
    public async Task RunAsync(TrainingInfo training, Driver driver, CancellationToken cancellationToken)
    {
        var settings = LoopDefinitions.Read(training.Definition);
        var trainer = _trainers[settings.Provider];
        var tasks = await ChooseAsync(settings, driver, cancellationToken);
        var record = new LoopRecord(training, settings, driver, services.Grains, services.Patience);
        var outages = new Outages(services.Time, record.SayOutageAsync);
        using var concurrency = new SemaphoreSlim(settings.MaxConcurrentRollouts);
        var rollouts = new StepRollouts(settings, new GroupDriver(settings, training.Id, driver, services, outages, concurrency), services);
        var opening = new LearnerOpening(training, settings, tasks, trainer, driver, outages, record, rollouts, services.Time);
        await new TrainingLoop(settings, tasks, record, opening, rollouts).RunAsync(cancellationToken);
    }

    /// <summary>The tasks that the training began with: what was stored in the catalogue since does not change them.</summary>
    private async Task<LoopTasks> ChooseAsync(LoopConfiguration settings, Driver driver, CancellationToken cancellationToken)
    {
        var chosen = driver.Tasks ?? await FixAsync(settings, driver, cancellationToken);
        string[] ids = [.. chosen.Training.Concat(chosen.Evaluation).Distinct()];
        var stored = (await LoadAsync([new TaskChoice { SourceType = "ids", TaskIds = [.. ids] }], cancellationToken))
            .ToDictionary(task => task.TaskId, StringComparer.Ordinal);
        return new LoopTasks(settings, Find(chosen.Training, stored), Find(chosen.Evaluation, stored));
    }

    private async Task<TrainingTasks> FixAsync(LoopConfiguration settings, Driver driver, CancellationToken cancellationToken)
    {
        var tasks = new TrainingTasks
        {
            Training = [.. Judged(await LoadAsync(settings.Tasks, cancellationToken))],
            Evaluation = settings.EvalTasks.IsEmpty ? [] : [.. Judged(await LoadAsync(settings.EvalTasks, cancellationToken))],
        };
        return tasks.Training.IsEmpty
            ? throw new TaskSourceException(TaskSourceErrors.NoTasks)
            : await driver.FixTasksAsync(tasks, cancellationToken);
    }

    private async Task<IReadOnlyList<TaskDefinition>> LoadAsync(IEnumerable<TaskChoice> choices, CancellationToken cancellationToken)
    {
        var loaded = await services.Patience.RepeatAsync(
            () => services.Grains.GetTaskCatalog().Load([.. choices.Select(TaskSourceConfig.ToSource)]), cancellationToken);
        foreach (var warning in loaded.Warnings)
        {
            Log.Chosen(logger, warning);
        }

        return [.. loaded.Tasks.Select(task => task.Definition)];
    }

    /// <summary>Those that there is a reward to learn from.</summary>
    private IEnumerable<string> Judged(IReadOnlyList<TaskDefinition> tasks)
    {
        var judged = tasks.ToLookup(IsJudged, task => task.TaskId);
        foreach (var taskId in judged[false])
        {
            Log.LeftOut(logger, taskId);
        }

        return judged[true].Any() || !judged[false].Any()
            ? judged[true]
            : throw new ConfigurationException(
                $"none of the tasks has a validator ({string.Join(", ", judged[false])}): there is no reward to learn from");
    }

    private TaskDefinition[] Find(ImmutableArray<string> taskIds, Dictionary<string, TaskDefinition> stored) =>
    [
        .. taskIds.Select(taskId =>
            stored.GetValueOrDefault(taskId) is not { } task ? throw new NotFoundException("task", taskId)
            : IsJudged(task) ? task
            : throw new ConfigurationException(
                $"the training began with the task {taskId}, which this silo has no validator for: start it with the plugin or endpoint that "
                + "has it, and then the training again")),
    ];

    /// <summary>A task that nobody can judge has no reward to learn from.</summary>
    private bool IsJudged(TaskDefinition task) => task.ValidatorUrl is not null
        || (task.ValidationQuery is { } query && services.Validators.Names.Contains(query, StringComparer.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(5401, LogLevel.Information, "Task {TaskId} is left out: it has no validator, and so no reward to learn from")]
        public static partial void LeftOut(ILogger logger, string taskId);

        [LoggerMessage(5402, LogLevel.Information, "Tasks of a training: {Warning}")]
        public static partial void Chosen(ILogger logger, string warning);
    }
}
