using System.Runtime.CompilerServices;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Rollouts;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryTrainings
{
    public Task<TrainingPage> ListAsync(TrainingQuery query, CancellationToken cancellationToken) => Answer(() => new TrainingPage
    {
        Items =
        [
            .. _trainings.Where(training => query.Status is null || training.Status == query.Status)
                .Where(training => query.IncludesArchived || !training.IsArchived)
                .Select(training => training.Info).Reverse().Take(query.Limit),
        ],
    });

    public Task<TrainingInfo?> FindAsync(Guid trainingId, CancellationToken cancellationToken) =>
        Answer(() => _trainings.Find(training => training.Id == Text(trainingId))?.Info);

    public Task<TrainingInfo?> FindByNameAsync(string runName, CancellationToken cancellationToken) =>
        Answer(() => _trainings.Find(training => training.RunName == runName)?.Info);

    public Task<Guid?> FindIdAsync(RecordKind kind, long number, CancellationToken cancellationToken) => Answer(() =>
    {
        var id = kind switch
        {
            RecordKind.Training => _trainings.Find(training => training.Number == number)?.Id,
            RecordKind.Group => _groups.Find(group => group.Number == number)?.Id,
            RecordKind.Rollout => _rollouts.Find(rollout => rollout.Number == number)?.Id,
            _ => _batches.Find(batch => batch.Number == number && batch.SourceType.ToString() == kind.ToString())?.Id,
        };
        return id is null ? (Guid?)null : Guid.Parse(id);
    });

    public Task<IReadOnlyList<BatchInfo>> ListBatchesAsync(
        Guid trainingId, SourceType? sourceType, CancellationToken cancellationToken) => Answer<IReadOnlyList<BatchInfo>>(() =>
    [
        .. from batch in _batches
           where batch.TrainingId == Text(trainingId) && (sourceType is null || batch.SourceType == sourceType)
           select batch.Info,
    ]);

    public Task<IReadOnlyList<GroupInfo>> ListGroupsAsync(Guid batchId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<GroupInfo>>(() =>
        [
            .. _groups.Where(group => group.BatchId == Text(batchId)).OrderBy(group => group.GroupNum).Select(group => group.Info),
        ]);

    public async Task<BatchPage> PageBatchesAsync(BatchQuery query, CancellationToken cancellationToken) => new()
    {
        Items = [.. (await ListBatchesAsync(Guid.Parse(query.TrainingId), query.SourceType, cancellationToken)).Take(query.Limit)],
    };

    public async Task<GroupPage> PageGroupsAsync(GroupQuery query, CancellationToken cancellationToken) =>
        new() { Items = [.. (await ListGroupsAsync(Guid.Parse(query.BatchId), cancellationToken)).Take(query.Limit)] };

    public Task<RolloutPage> ListRolloutsAsync(RolloutQuery query, CancellationToken cancellationToken) =>
        Answer(() => new RolloutPage { Items = [] });

    public async IAsyncEnumerable<RolloutFacts> ReadFactsAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var rollout in await Select(trainingId, batchId, groupId))
        {
            yield return new RolloutFacts
            {
                Id = Guid.Parse(rollout.Id),
                GroupId = Guid.Parse(rollout.GroupId),
                IsBranch = rollout.Branch is not null,
                Status = rollout.Status,
                IsMasked = rollout.IsMasked,
                Reward = rollout.Reward,
                ValidationPassed = rollout.ValidationPassed,
                StrictSuccess = rollout.StrictSuccess,
                AgentReportedSuccess = rollout.AgentReportedSuccess,
                TaskCompleted = rollout.TaskCompleted ?? false,
                StopReason = rollout.StopReason,
                Turns = await TurnsAsync(rollout),
                MaxTurns = rollout.MaxTurns,
                ErrorCount = rollout.Errors.Length,
                Counters = rollout.Outcome?.Counters,
                RolloutSeconds = rollout.RolloutSeconds,
            };
        }
    }

    public async Task<IReadOnlyList<GroupTally>> TallyAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, CancellationToken cancellationToken)
    {
        var groups = await Answer(() => _groups
            .Where(group => Fits(group, trainingId, batchId) && (groupId is null || group.Id == Text(groupId.Value))).ToArray());
        List<GroupTally> tallies = [];
        foreach (var group in groups)
        {
            var rollouts = await Select(trainingId, null, Guid.Parse(group.Id));
            var (turns, expected) = (0L, 0L);
            foreach (var rollout in rollouts)
            {
                var done = Math.Min(await TurnsAsync(rollout), rollout.MaxTurns);
                turns += done;
                expected += !rollout.IsOpen && done > 0 ? done : rollout.MaxTurns;
            }

            var timed = rollouts.Where(rollout =>
                rollout is { Status: RolloutStatus.Completed, RolloutSeconds: > 0, NumTurns: > 0 }).ToArray();
            tallies.Add(new GroupTally(
                Guid.Parse(group.BatchId),
                Guid.Parse(group.Id),
                group.NumRollouts,
                rollouts.Length,
                rollouts.Count(rollout => rollout.Status == RolloutStatus.Completed),
                turns,
                expected,
                group.MaxTurns,
                timed.Sum(rollout => rollout.RolloutSeconds!.Value),
                timed.Sum(rollout => (long)rollout.NumTurns!.Value)));
        }

        return tallies;
    }

    public async Task<long> CountTokensAsync(Guid trainingId, Guid batchId, CancellationToken cancellationToken)
    {
        var tokens = 0L;
        foreach (var rollout in (await Select(trainingId, batchId, null)).Where(rollout => rollout.Status == RolloutStatus.Completed))
        {
            var turns = await runs.ReadAsync([new LineagePiece(rollout.Attempt.RunId, 0, long.MaxValue)], int.MaxValue, cancellationToken);
            tokens += turns.Sum(turn => (long)turn.Content.TokenIds.Length);
        }

        return tokens;
    }

    public Task<IReadOnlyList<StatusChange>> HistoryAsync(
        RecordKind kind, long number, int limit, CancellationToken cancellationToken) => Answer<IReadOnlyList<StatusChange>>(() => []);

    private Task<RolloutState[]> Select(Guid trainingId, Guid? batchId, Guid? groupId) => Answer(() => _rollouts
        .Where(rollout => Fits(rollout, trainingId, batchId) && (groupId is null || rollout.GroupId == Text(groupId.Value)))
        .ToArray());

    private async Task<int> TurnsAsync(RolloutState rollout) => rollout.NumTurns
        ?? (int)Math.Max(0, (await runs.FindHeadAsync(Guid.Parse(rollout.Attempt.RunId)))!.Value.Step);
}
