using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryTrainings : IAnnotations, IRewardLayers, ITaskStore, IRewardFunctions
{
    private readonly List<Annotation> _annotations = [];
    private readonly List<RewardLayer> _layers = [];
    private readonly Dictionary<string, TaskInfo> _tasks = [];

    /// <summary>What the next reward is to fail with.</summary>
    public Exception? NextReward { get; set; }

    public IReadOnlyCollection<string> Names => [.. RewardRegistry.BuiltIn.Names];

    public void AddTask(TaskDefinition task) => Locked(() => _tasks[task.TaskId] = new TaskInfo
    {
        Number = _tasks.Count + 1,
        Definition = task,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    });

    public Task<Annotation> AddAsync(Annotation annotation, CancellationToken cancellationToken) => Answer(() =>
    {
        _annotations.Add(annotation);
        return annotation;
    });

    public Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        Answer(() => _annotations.RemoveAll(annotation => annotation.Id == Text(id)) > 0);

    public Task<IReadOnlyList<Annotation>> ListAsync(RecordKind kind, long number, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Annotation>>(
            () => [.. _annotations.Where(annotation => annotation.Kind == kind && annotation.Number == number)]);

    public Task<RewardLayer> ReplaceAsync(
        Guid trainingId,
        string layer,
        string function,
        int version,
        IReadOnlyList<(Guid RolloutId, double Reward)> rewards,
        DateTimeOffset computedAt,
        CancellationToken cancellationToken) => Answer(() =>
    {
        _layers.RemoveAll(known => known.Name == layer);
        var changed = rewards.Count(reward => _rollouts.Find(rollout => rollout.Id == Text(reward.RolloutId))!.Reward != reward.Reward);
        var stored = new RewardLayer
        {
            Name = layer,
            Function = function,
            Version = version,
            Rollouts = rewards.Count,
            Changed = changed,
            MeanReward = rewards.Count == 0 ? null : rewards.Average(reward => reward.Reward),
            ComputedAt = computedAt,
        };
        _layers.Add(stored);
        return stored;
    });

    public Task<IReadOnlyList<RewardLayer>> ListAsync(Guid trainingId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<RewardLayer>>(() => [.. _layers]);

    public Task<IReadOnlyList<TaskInfo>> SaveAsync(
        IReadOnlyList<TaskDefinition> tasks, bool replaces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var task in tasks)
        {
            AddTask(task);
        }

        return Answer<IReadOnlyList<TaskInfo>>(() => [.. tasks.Select(task => _tasks[task.TaskId])]);
    }

    public Task<TaskInfo?> FindAsync(string taskId, CancellationToken cancellationToken) =>
        Answer(() => _tasks.GetValueOrDefault(taskId));

    public Task<IReadOnlyList<ValidatorInfo>> ListValidatorsAsync(long taskNumber, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<ValidatorInfo>>(() => []);

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken) =>
        Answer(() => new TaskPage { Items = [.. _tasks.Values] });

    public string? Problem(string name) => RewardRegistry.BuiltIn.Problem(name);

    public Task<RewardInfo> ComputeAsync(string name, RewardInputs rollout, CancellationToken cancellationToken)
    {
        if (NextReward is { } failure)
        {
            NextReward = null;
            return Task.FromException<RewardInfo>(failure);
        }

        var function = RewardRegistry.BuiltIn.Find(name);
        return Task.FromResult(new RewardInfo { Value = function.Compute(rollout), Function = name, Version = function.Version });
    }
}
