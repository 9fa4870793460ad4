using System.Collections.Concurrent;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Record;

/// <summary>A training with its steps and groups, made through its grains.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Groups">Its groups by step and number.</param>
/// <param name="GroupSize">How many rollouts each takes.</param>
internal sealed record BenchTraining(string Id, long Number, IReadOnlyList<IGroupGrain> Groups, int GroupSize)
{
    /// <summary>Tasks that the groups go through.</summary>
    public static string[] Tasks { get; } = [.. Enumerable.Range(0, 20).Select(i => $"bench_{i:00}")];

    /// <summary>The most turns that a rollout takes.</summary>
    private const int MaxTurns = 9_999;

    /// <summary>How many grains are called at once to set it up.</summary>
    private const int Outstanding = 32;

    public static async Task<BenchTraining> StartAsync(BenchService service, string name, int steps, int groups, int groupSize)
    {
        await service.Grains.GetTaskCatalog().Save([.. Tasks.Select(id => new TaskDefinition
        {
            TaskId = id,
            Name = id,
            Description = "Turns something on.",
            MaxSteps = MaxTurns,
            ValidationQuery = "wifi_enabled",
            ExpectedResult = JsonText.Parse("true"),
        })]);
        var training = await service.Grains.GetTrainingCatalog().Start(new TrainingDefinition
        {
            RunName = name,
            ModelName = "bench",
            GroupSize = groupSize,
            GroupsPerBatch = groups,
            MaxTurns = MaxTurns,
            TotalSteps = steps,
        });
        await service.Grains.GetTraining(training.Id).Begin();
        var made = new ConcurrentDictionary<(int Step, int Group), IGroupGrain>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, steps), new ParallelOptions { MaxDegreeOfParallelism = Outstanding }, async (step, _) =>
            {
                var batch = await service.Grains.GetTraining(training.Id).StartBatch(new BatchRequest
                {
                    SourceType = SourceType.Step, Step = step, ModelPath = "bench", NumGroups = groups, GroupSize = groupSize,
                });
                for (var number = 0; number < groups; number++)
                {
                    var group = await service.Grains.GetBatch(batch.Id).StartGroup(new GroupRequest
                    {
                        GroupNumber = number, TaskId = Tasks[(step * groups + number) % Tasks.Length], NumRollouts = groupSize,
                    });
                    made[(step, number)] = service.Grains.GetGroup(group.Id);
                }
            });
        return new BenchTraining(training.Id, training.Number, [.. made.OrderBy(group => group.Key).Select(group => group.Value)], groupSize);
    }

    /// <summary>Starts as many rollouts as there is room for.</summary>
    public async Task<IRolloutGrain[]> StartRolloutsAsync(BenchService service)
    {
        var rollouts = new IRolloutGrain[Groups.Count * GroupSize];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rollouts.Length), new ParallelOptions { MaxDegreeOfParallelism = Outstanding }, async (i, _) =>
            {
                var rollout = await Groups[i / GroupSize].StartRollout(
                    new RolloutRequest { EnvIndex = i % GroupSize, Status = RolloutStatus.Running });
                rollouts[i] = service.Grains.GetRollout(rollout.Id);
            });
        return rollouts;
    }
}
