using System.Text.Json;
using CuaRl.Core.Trainings;

namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>A training with a step of two groups and an evaluation of one, of two rollouts each.</summary>
internal sealed class RecordedTraining
{
    public const string Name = "cluster";

    private const string Task = "wifi";
    private const int PerGroup = 2;

    private readonly IGrainFactory _grains;

    private RecordedTraining(IGrainFactory grains) => _grains = grains;

    public string Id { get; } = RecordIds.Training(Name);

    public ITrainingGrain Training => _grains.GetTraining(Id);

    public required IBatchGrain Step { get; init; }

    public required IBatchGrain Evaluation { get; init; }

    public List<IGroupGrain> Groups { get; } = [];

    /// <summary>By group: those of the evaluation are the last two.</summary>
    public List<IRolloutGrain> Rollouts { get; } = [];

    public static async Task<RecordedTraining> StartAsync(IGrainFactory grains)
    {
        await grains.GetTaskCatalog().Save(
            [new TaskDefinition { TaskId = Task, Name = Task, Description = "Turn the wifi on.", MaxSteps = 9_999 }]);
        var training = grains.GetTraining(RecordIds.Training(Name));
        await training.Start(new TrainingDefinition { RunName = Name, ModelName = "Qwen/Qwen3-VL-30B-A3B-Instruct", TotalSteps = 1 });
        await training.Begin();
        var record = new RecordedTraining(grains)
        {
            Step = await BatchAsync(grains, training, SourceType.Step, 2),
            Evaluation = await BatchAsync(grains, training, SourceType.Eval, 1),
        };
        await record.StartGroupAsync(record.Step, 0);
        await record.StartGroupAsync(record.Step, 1);
        await record.StartGroupAsync(record.Evaluation, 0);
        return record;
    }

    /// <summary>Everything that a client can ask of it, as one text.</summary>
    public async Task<string> TellAsync(IGrainFactory grains)
    {
        var catalog = grains.GetTrainingCatalog();
        var batches = await catalog.ListBatches(Id);
        List<object> groups = [];
        foreach (var batch in batches)
        {
            groups.Add(await catalog.ListGroups(batch.Id));
        }

        List<object> rollouts = [];
        var page = await catalog.ListRollouts(new RolloutQuery { TrainingId = Id, CountsAll = true });
        foreach (var rollout in page.Items)
        {
            rollouts.Add(await grains.GetRollout(rollout.Id).Describe());
            rollouts.Add(await grains.GetRollout(rollout.Id).GetTurns(new TurnQuery { Attempt = 1, From = 0 }));
        }

        return JsonSerializer.Serialize(new
        {
            training = await grains.GetTraining(Id).Describe(),
            batches,
            groups,
            page,
            rollouts,
            tree = await grains.GetStateTree(Id).GetRunTree(),
        });
    }

    private static async Task<IBatchGrain> BatchAsync(IGrainFactory grains, ITrainingGrain training, SourceType source, int groups)
    {
        var batch = await training.StartBatch(
            new BatchRequest { SourceType = source, ModelPath = "tinker://sampler/0", NumGroups = groups, GroupSize = PerGroup });
        return grains.GetBatch(batch.Id);
    }

    private async Task StartGroupAsync(IBatchGrain batch, int number)
    {
        var info = await batch.StartGroup(new GroupRequest { GroupNumber = number, TaskId = Task, NumRollouts = PerGroup });
        var group = _grains.GetGroup(info.Id);
        Groups.Add(group);
        for (var index = 0; index < PerGroup; index++)
        {
            Rollouts.Add(_grains.GetRollout((await group.StartRollout(new RolloutRequest { EnvIndex = index })).Id));
        }
    }
}
