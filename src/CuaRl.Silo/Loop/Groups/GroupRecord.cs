using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>What the loop says of a group and its rollouts, in their own records; and what an earlier driver said there.</summary>
internal sealed class GroupRecord(Driver driver, RolloutServices services, string pool, ILogger<HeldDevice> devices)
{
    /// <summary>The group's record; one that was given up with its training, which is taken up again, goes on.</summary>
    public async Task<GroupInfo> StartAsync(GroupPlan plan, CancellationToken cancellationToken)
    {
        var group = await services.Patience.RepeatAsync(
            () => services.Grains.GetBatch(plan.Batch.Id).StartGroup(new GroupRequest
            {
                GroupNumber = plan.Number, TaskId = plan.Task.TaskId, NumRollouts = plan.Size + plan.Siblings,
            }),
            cancellationToken);
        return group.Status == GroupStatus.Cancelled
            ? await services.Patience.RepeatAsync(() => services.Grains.GetGroup(group.Id).Reopen(), cancellationToken)
            : group;
    }

    /// <summary>
    /// What an earlier driver began, if it did. An attempt of it, however far, is lost with that driver: its lease may still be asked for
    /// or given back in its name. One that was given up with its training is done again.
    /// </summary>
    public async Task TakeUpAsync(GroupMember member, bool hasEnded, CancellationToken cancellationToken)
    {
        if (await services.Patience.FindAsync(() => services.Grains.GetRollout(member.Id).Describe(), cancellationToken) is { } known)
        {
            member.Known(hasEnded || known.Status is RolloutStatus.Completed or RolloutStatus.Failed
                ? known
                : await TakenUpAsync(known, cancellationToken));
        }
    }

    /// <summary>The rollout's record, which is made only when there is room to play it.</summary>
    public Task<RolloutInfo> StartAsync(string groupId, GroupMember member, CancellationToken cancellationToken) => services.Patience.RepeatAsync(
        () => services.Grains.GetGroup(groupId).StartRollout(
            new RolloutRequest { EnvIndex = member.Index, Status = RolloutStatus.EnvCreation, Branch = member.Branch }),
        cancellationToken);

    private async Task<RolloutInfo> TakenUpAsync(RolloutInfo known, CancellationToken cancellationToken)
    {
        await HeldDevice.ForgetAsync(services, pool, known.Id, known.Attempts[^1].Attempt, devices, cancellationToken);
        return await AgainAsync(known, AttemptLostException.DriverLost, "the silo that drove it went away", cancellationToken);
    }

    /// <summary>Another attempt. The one before is named, so that asking again begins no second one.</summary>
    public Task<RolloutInfo> AgainAsync(RolloutInfo lost, string kind, string error, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(lost.Id);
        return services.Patience.RepeatAsync(
            () => lost.Status is RolloutStatus.Failed or RolloutStatus.Cancelled
                ? rollout.Retry()
                : rollout.FailAttempt(kind, error, lost.Attempts[^1].Attempt),
            cancellationToken);
    }

    /// <summary>It ends now, and not with its group: whoever takes the training over begins no other attempt of it.</summary>
    public Task<RolloutInfo> GiveUpAsync(RolloutInfo lost, AttemptLostException loss, CancellationToken cancellationToken) =>
        services.Patience.RepeatAsync(
            () => services.Grains.GetRollout(lost.Id).Fail(loss.Kind, loss.Message, lost.Attempts[^1].Attempt), cancellationToken);

    /// <summary>Rollouts that were lost for good, or that nobody waits for any more, end first.</summary>
    public async Task EndAsync(string groupId, GroupMember[] members, bool isLost, CancellationToken cancellationToken)
    {
        if (isLost || members.Any(member => member.Loss is not null))
        {
            // Ends that no attempt fences: one that another silo drives by now is not this one's to spoil.
            await services.Patience.RepeatAsync(driver.RenewAsync, cancellationToken);
        }

        foreach (var member in members)
        {
            if (!member.HasPlayed)
            {
                // Also one that nobody began: a group has all its rollouts, whatever became of them.
                var started = member.Rollout?.Info ?? await StartAsync(groupId, member, cancellationToken);
                member.Known(await services.Patience.RepeatAsync(() => EndAsync(member, started), cancellationToken));
            }
        }

        var group = services.Grains.GetGroup(groupId);
        await services.Patience.RepeatAsync(
            () => isLost ? group.Fail("it lost too many of its rollouts to devices or the service") : group.Complete(), cancellationToken);
    }

    /// <summary>Of the attempt that this driver knows: one that another driver began since is that one's.</summary>
    private async Task<RolloutInfo> EndAsync(GroupMember member, RolloutInfo started)
    {
        var (id, attempt) = (member.Id, started.Attempts[^1].Attempt);
        var rollout = services.Grains.GetRollout(id);
        var known = await rollout.Describe();
        return known.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled ? known
            : member.Loss is { } loss ? await rollout.Fail(loss.Kind, loss.Message, attempt)
            : known.Attempts[^1].Attempt == attempt ? await rollout.Cancel()
            : throw new AttemptOverException(id, attempt, known.Attempts[^1].Attempt);
    }
}
