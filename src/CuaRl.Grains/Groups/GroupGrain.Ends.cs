using CuaRl.Grains.Batches;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Groups;

internal sealed partial class GroupGrain
{
    private const string NothingCompleted = "None of its rollouts was completed.";

    async Task<GroupInfo> IGroupGrain.Complete()
    {
        var group = Known();
        if (group.Status == GroupStatus.Completed || group is { Status: GroupStatus.Failed, Statistics: not null })
        {
            return group.Info;
        }

        GroupTransitions.Check(group, GroupStatus.Completed);
        var rollouts = await ReadAsync(group);
        if (rollouts.Count(rollout => !rollout.HasEnded()) is > 0 and var open)
        {
            throw new UnfinishedException("group", Id, "rollouts", open);
        }

        var completed = rollouts.Count(rollout => rollout.Status == RolloutStatus.Completed);
        return await EndAsync(group with
        {
            Status = completed > 0 ? GroupStatus.Completed : GroupStatus.Failed,
            ErrorMessage = completed > 0 ? null : NothingCompleted,
            Statistics = StatisticsState.From(Figures.OfGroup(rollouts)),
        });
    }

    async Task<GroupInfo> IGroupGrain.Fail(string error)
    {
        GroupChecks.CheckError(error);
        var group = Known();
        if (group.Status == GroupStatus.Failed)
        {
            return group.Statistics is null && group.ErrorMessage == error ? group.Info : throw Refused(GroupStatus.Failed);
        }

        GroupTransitions.Check(group, GroupStatus.Failed);
        return await EndAsync(group with
        {
            Status = GroupStatus.Failed,
            StatusMessage = $"Group rollout failed: {error}",
            ErrorMessage = error,
        });
    }

    Task<GroupInfo> IGroupGrain.Cancel() => CancelAsync(Known());

    async Task<GroupInfo> IGroupGrain.Reopen()
    {
        var group = Known();
        if (group.Status == GroupStatus.Running)
        {
            return await AdmitAsync(group);
        }

        GroupTransitions.Check(group, GroupStatus.Running);
        await standings.RequireAsync(group.TrainingId);
        var next = group with
        {
            Status = GroupStatus.Running,
            StatusMessage = null,
            ErrorMessage = null,
            Statistics = null,
            EndTime = null,
            UpdatedAt = Now,
        };
        await SaveAsync(next);
        Log.Moved(logger, Id, next.Status);
        return await AdmitAsync(next);
    }

    async Task<GroupInfo> IGroupGrain.SaveProgress(ProgressInfo progress, int completedRollouts)
    {
        var group = Known();
        var next = group with { Progress = progress, CompletedRollouts = completedRollouts };
        if (next != group && !GroupTransitions.IsEnded(group.Status))
        {
            await SaveAsync(next with { UpdatedAt = Now });
        }

        return Known().Info;
    }

    async Task<GroupInfo> IGroupGrain.SaveStatistics(RewardStatistics statistics)
    {
        var group = Known();
        var next = group with { Statistics = StatisticsState.From(statistics) };
        if (group.Statistics is not null && next != group)
        {
            await SaveAsync(next with { UpdatedAt = Now });
        }

        return Known().Info;
    }

    Task IGroupGrain.Delete() => DeleteAsync();

    /// <summary>The status comes first, so that a rollout that is started meanwhile sees it; then the rollouts.</summary>
    private async Task<GroupInfo> CancelAsync(GroupState group)
    {
        if (group.Status != GroupStatus.Cancelled)
        {
            GroupTransitions.Check(group, GroupStatus.Cancelled);
            await EndAsync(group with { Status = GroupStatus.Cancelled });
        }

        await Sweep.AllAsync(
            () => index.ListIdsAsync(
                RecordKind.Rollout, Guid.Parse(group.TrainingId), Guid.Parse(group.BatchId), Guid, onlyOpen: true, CancellationToken.None),
            id => Sweep.EndAsync(GrainFactory.GetRollout(id).Cancel()));
        return Known().Info;
    }

    private async Task<GroupInfo> EndAsync(GroupState next)
    {
        var now = Now;
        var tallies = await index.TallyAsync(Guid.Parse(next.TrainingId), Guid.Parse(next.BatchId), Guid, CancellationToken.None);
        var ended = next with { EndTime = now, UpdatedAt = now };
        if (tallies is [var tally])
        {
            ended = ended with
            {
                CompletedRollouts = tally.Completed,
                Progress = Tallies.OfGroup(tally, hasEnded: true, next.MaxConcurrentRollouts),
            };
        }

        await SaveAsync(ended);
        Log.Moved(logger, Id, ended.Status);
        return ended.Info;
    }

    private async Task DeleteAsync()
    {
        if (_group is null)
        {
            DeactivateOnIdle();
            return;
        }

        await this.ClearAsync(record);
        _group = null;
    }

    private async Task<List<RolloutFacts>> ReadAsync(GroupState group)
    {
        List<RolloutFacts> rollouts = [];
        await foreach (var rollout in index.ReadFactsAsync(
            Guid.Parse(group.TrainingId), Guid.Parse(group.BatchId), Guid, CancellationToken.None))
        {
            rollouts.Add(rollout);
        }

        return rollouts;
    }
}
