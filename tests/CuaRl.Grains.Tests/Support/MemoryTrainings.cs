using CuaRl.Grains.Batches;
using CuaRl.Grains.Groups;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Support;

/// <summary>The read tables of the training record in memory, projected from records as they are stored.</summary>
internal sealed partial class MemoryTrainings(MemoryRuns runs) : ITrainingIndex, INumberSource
{
    private readonly Lock _lock = new();
    private readonly List<TrainingState> _trainings = [];
    private readonly List<BatchState> _batches = [];
    private readonly List<GroupState> _groups = [];
    private readonly List<RolloutState> _rollouts = [];
    private readonly Dictionary<RecordKind, long> _numbers = [];
    private TaskCompletionSource? _hold;

    /// <summary>How often a status was read.</summary>
    public int StatusReads { get; private set; }

    /// <summary>How often it was looked for what a change has yet to reach.</summary>
    public int Looks { get; private set; }

    /// <summary>What outside a training needs one of its trajectories.</summary>
    public (Guid RunId, IReadOnlyList<string> NeededBy)? Need { get; set; }

    public IReadOnlyList<RolloutState> Rollouts => Locked(() => _rollouts.ToArray());

    public int Count => Locked(() => _trainings.Count + _batches.Count + _groups.Count + _rollouts.Count);

    /// <summary>Keeps reads of a status from being done until <see cref="Release"/>.</summary>
    public void HoldStatus() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _hold?.TrySetResult();
        _hold = null;
    }

    public void Project(object? record) => Locked(() =>
    {
        switch (record)
        {
            case TrainingState training:
                Put(_trainings, training, known => known.Id == training.Id);
                break;
            case BatchState batch:
                Put(_batches, batch, known => known.Id == batch.Id);
                break;
            case GroupState group:
                Put(_groups, group, known => known.Id == group.Id);
                break;
            case RolloutState rollout:
                Put(_rollouts, rollout, known => known.Id == rollout.Id);
                break;
        }

        return true;
    });

    public void Remove(object? record) => Locked(() => record switch
    {
        TrainingState training => _trainings.RemoveAll(known => known.Id == training.Id),
        BatchState batch => _batches.RemoveAll(known => known.Id == batch.Id),
        GroupState group => _groups.RemoveAll(known => known.Id == group.Id),
        RolloutState rollout => _rollouts.RemoveAll(known => known.Id == rollout.Id),
        _ => 0,
    });

    public ValueTask<long> NextAsync(RecordKind kind, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Locked(() => _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1));

    public async Task<(long Number, TrainingStatus Status, bool IsDeleting)?> FindStatusAsync(
        Guid trainingId, CancellationToken cancellationToken)
    {
        StatusReads++;
        var hold = _hold;
        await Task.Yield();
        if (hold is not null)
        {
            await hold.Task;
        }

        return Locked(() => _trainings.Find(training => training.Id == Text(trainingId)) is { } found
            ? (found.Number, found.Status, found.IsDeleting)
            : ((long, TrainingStatus, bool)?)null);
    }

    public Task<(int Step, string CheckpointPath)?> FindResumePointAsync(Guid trainingId, CancellationToken cancellationToken) =>
        Answer(() => _batches
            .Where(batch => batch.TrainingId == Text(trainingId) && batch.SourceType == SourceType.Step
                && batch.Status == BatchStatus.Completed && batch.CheckpointPath is not null)
            .OrderBy(batch => batch.Step)
            .Select(batch => ((int, string)?)(batch.Step, batch.CheckpointPath!))
            .LastOrDefault());

    public Task<(Guid RunId, IReadOnlyList<string> NeededBy)?> FindNeedAsync(Guid trainingId, CancellationToken cancellationToken) =>
        Answer(() => Need);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(
        RecordKind kind, Guid trainingId, Guid? batchId, Guid? groupId, bool onlyOpen, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Guid>>(() => kind switch
        {
            RecordKind.Rollout =>
            [
                .. from rollout in _rollouts
                   where Fits(rollout, trainingId, batchId) && (groupId is null || rollout.GroupId == Text(groupId.Value))
                   where !onlyOpen || rollout.IsOpen
                   select Guid.Parse(rollout.Id),
            ],
            RecordKind.Group =>
            [
                .. from @group in _groups
                   where Fits(@group, trainingId, batchId) && (!onlyOpen || !GroupTransitions.IsEnded(@group.Status))
                   select Guid.Parse(@group.Id),
            ],
            _ =>
            [
                .. from batch in _batches
                   where batch.TrainingId == Text(trainingId) && (!onlyOpen || !BatchTransitions.IsEnded(batch.Status))
                   select Guid.Parse(batch.Id),
            ],
        });

    public Task<IReadOnlyList<(RecordKind Kind, Guid Id)>> ListUnreachedAsync(
        Guid trainingId, SweepGoal goal, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<(RecordKind, Guid)>>(() =>
        {
            Looks++;
            return [.. Unreached(trainingId, goal).Take(limit)];
        });

    public async Task<IReadOnlyList<Guid>> ListBranchedRunsAsync(Guid trainingId, int limit, CancellationToken cancellationToken)
    {
        List<Guid> found = [];
        foreach (var id in runs.Ids)
        {
            if (await runs.FindAsync(id, cancellationToken) is
                { Status: not RunStatus.Pruned, Definition: { ParentRunId: not null, Description: null, SimulationId: { } simulation } }
                && simulation == Text(trainingId))
            {
                found.Add(id);
            }
        }

        return [.. found.Take(limit)];
    }

    public Task<int> CountUnreachedAsync(Guid trainingId, SweepGoal goal, CancellationToken cancellationToken) =>
        Answer(() => Unreached(trainingId, goal).Count());

    public Task<IReadOnlyList<Guid>> ListUnsweptAsync(CancellationToken cancellationToken) => Answer<IReadOnlyList<Guid>>(() => []);

    private IEnumerable<(RecordKind Kind, Guid Id)> Unreached(Guid trainingId, SweepGoal goal)
    {
        var rollouts = _rollouts
            .Where(rollout => rollout.TrainingId == Text(trainingId) && (goal == SweepGoal.Deleted || rollout.IsOpen))
            .Where(rollout => goal is not (SweepGoal.Going or SweepGoal.Paused) || rollout.IsPaused == (goal == SweepGoal.Going))
            .Select(rollout => (RecordKind.Rollout, Guid.Parse(rollout.Id)));
        return goal is SweepGoal.Going or SweepGoal.Paused
            ? rollouts
            : rollouts
                .Concat(_groups
                    .Where(group => group.TrainingId == Text(trainingId))
                    .Where(group => goal == SweepGoal.Deleted || !GroupTransitions.IsEnded(group.Status))
                    .Select(group => (RecordKind.Group, Guid.Parse(group.Id))))
                .Concat(_batches
                    .Where(batch => batch.TrainingId == Text(trainingId))
                    .Where(batch => goal == SweepGoal.Deleted || !BatchTransitions.IsEnded(batch.Status))
                    .Select(batch => (RecordKind.Step, Guid.Parse(batch.Id))));
    }

    private static void Put<T>(List<T> table, T record, Predicate<T> isSame)
    {
        var place = table.FindIndex(isSame);
        if (place < 0)
        {
            table.Add(record);
        }
        else
        {
            table[place] = record;
        }
    }

    private static bool Fits(GroupMembers record, Guid trainingId, Guid? batchId) =>
        record.TrainingId == Text(trainingId) && (batchId is null || record.BatchId == Text(batchId.Value));

    private static string Text(Guid id) => id.ToString();

    private async Task<T> Answer<T>(Func<T> answer)
    {
        await Task.Yield();
        return Locked(answer);
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}
