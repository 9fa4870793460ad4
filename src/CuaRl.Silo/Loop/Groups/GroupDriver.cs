using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Rollouts;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop.Rollouts;
using GroupTally = CuaRl.Core.Grpo.Groups.GroupTally;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>
/// Rolls out a group: all its rollouts at once, from one task and one device seed. A rollout that is lost to a device or the service
/// is done again as its strategy says; it never counts as one that failed. What an earlier driver ended is taken as it is recorded.
/// </summary>
internal sealed class GroupDriver(
    LoopConfiguration settings, string trainingId, Driver driver, RolloutServices services, SemaphoreSlim concurrency)
{
    private readonly RolloutPlayer _player = new(services);
    private readonly ILogger<HeldDevice> _devices = services.Loggers.CreateLogger<HeldDevice>();

    /// <exception cref="TrainingLostException">A rollout was lost, and the strategy is to fail then.</exception>
    public async Task<DrivenGroup> RunAsync(GroupPlan plan, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var group = await services.Patience.RepeatAsync(
            () => services.Grains.GetBatch(plan.Batch.Id).StartGroup(new GroupRequest
            {
                GroupNumber = plan.Number, TaskId = plan.Task.TaskId, NumRollouts = plan.Size,
            }),
            cancellationToken);
        if (group.Status == GroupStatus.Cancelled)
        {
            // It was given up with its training, which is taken up again.
            group = await services.Patience.RepeatAsync(() => services.Grains.GetGroup(group.Id).Reopen(), cancellationToken);
        }

        var hasEnded = group.Status is GroupStatus.Completed or GroupStatus.Failed;
        Member[] members = [.. Enumerable.Range(0, plan.Size).Select(i => new Member(group.Id, i))];
        if (plan.IsTakenUp)
        {
            await Task.WhenAll(members.Select(member => TakeUpAsync(member, hasEnded, cancellationToken)));
        }

        var isLost = hasEnded
            ? group.Status != GroupStatus.Completed
            : !await PlayAllAsync(plan, group, members, sampler, cancellationToken);
        if (!hasEnded)
        {
            await EndAsync(group.Id, members, isLost, cancellationToken);
        }

        return new DrivenGroup(plan, isLost, [.. members.Select(member => member.Rollout).OfType<DrivenRollout>()]);
    }

    /// <summary>
    /// What an earlier driver began, if it did. An attempt of it, however far, is lost with that driver: its lease may still be asked for
    /// or given back in its name. One that was given up with its training is done again.
    /// </summary>
    private async Task TakeUpAsync(Member member, bool hasEnded, CancellationToken cancellationToken)
    {
        if (await FindAsync(member.Id, cancellationToken) is { } known)
        {
            member.Known(hasEnded || known.Status is RolloutStatus.Completed or RolloutStatus.Failed
                ? known
                : await TakenUpAsync(known, cancellationToken));
        }
    }

    /// <summary>The rollout's record, which is made only when there is room to play it.</summary>
    private Task<RolloutInfo> StartAsync(string groupId, Member member, CancellationToken cancellationToken) => services.Patience.RepeatAsync(
        () => services.Grains.GetGroup(groupId).StartRollout(
            new RolloutRequest { EnvIndex = member.Index, Status = RolloutStatus.EnvCreation }),
        cancellationToken);

    private async Task<RolloutInfo?> FindAsync(string rolloutId, CancellationToken cancellationToken)
    {
        try
        {
            return await services.Patience.RepeatAsync(() => services.Grains.GetRollout(rolloutId).Describe(), cancellationToken);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task<RolloutInfo> TakenUpAsync(RolloutInfo known, CancellationToken cancellationToken)
    {
        await HeldDevice.ForgetAsync(services, settings.BoxType, known.Id, known.Attempts[^1].Attempt, _devices, cancellationToken);
        return await AgainAsync(known, AttemptLostException.DriverLost, "the silo that drove it went away", cancellationToken);
    }

    /// <returns>Whether the group may be trained on.</returns>
    private async Task<bool> PlayAllAsync(
        GroupPlan plan, GroupInfo group, Member[] members, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Played>>();
        foreach (var member in members.Where(member => !member.HasEnded))
        {
            running.Add(PlayAsync(plan, group, member, sampler, given.Token));
        }

        try
        {
            while (true)
            {
                var decision = plan.Admission.Decide(new GroupTally(
                    members.Count(member => member.HasEnded && member.Loss is null),
                    members.Count(member => !member.HasEnded),
                    members.Count(member => member.Loss is not null),
                    members.Sum(member => member.Rollout?.Info.Attempts.Count(AttemptLostException.IsCounted) ?? 0)));
                switch (decision.Step)
                {
                    case AdmissionStep.Admit:
                        return true;
                    case AdmissionStep.Drop:
                        return false;
                    case AdmissionStep.FailTraining:
                        // A training that is started again begins with another attempt.
                        var lost = members.First(member => member.Loss is not null);
                        await AgainAsync(lost.Rollout!.Info, lost.Loss!.Kind, lost.Loss.Message, cancellationToken);
                        throw new TrainingLostException(lost.Id, lost.Loss);
                    case AdmissionStep.Restart:
                        foreach (var member in members.Where(member => member.Loss is not null).Take(decision.Restarts))
                        {
                            var loss = member.Loss!;
                            member.Restarted(await AgainAsync(member.Rollout!.Info, loss.Kind, loss.Message, cancellationToken));
                            running.Add(PlayAsync(plan, group, member, sampler, given.Token));
                        }

                        break;
                    default:
                        // Only here does a member change: whoever decides counts all of them as of one moment.
                        var done = await Task.WhenAny(running);
                        running.Remove(done);
                        (await done).Tell();
                        break;
                }
            }
        }
        finally
        {
            // Whatever ends the others now, the group has ended by something else already.
            await given.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Played> PlayAsync(
        GroupPlan plan, GroupInfo group, Member member, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        for (var info = member.Rollout?.Info; ;)
        {
            await concurrency.WaitAsync(cancellationToken);
            try
            {
                info ??= await StartAsync(group.Id, member, cancellationToken);

                // Whoever took the training over may have begun the attempt that it names now, and no token fences its device.
                await services.Patience.RepeatAsync(driver.RequireAsync, cancellationToken);
                var rollout = await _player.PlayAsync(
                    PlanOf(plan, group, info), sampler, info.Attempts[^1].Attempt, cancellationToken);
                return new Played(member, rollout, null);
            }
            catch (AttemptLostException loss) when (loss.IsOfService)
            {
                // Waits for the service to come back: nothing can be recorded before.
                info = await AgainAsync(info!, loss.Kind, loss.Message, cancellationToken);
            }
            catch (AttemptLostException loss)
            {
                return new Played(member, new DrivenRollout(info!, default), loss);
            }
            finally
            {
                concurrency.Release();
            }
        }
    }

    private RolloutPlan PlanOf(GroupPlan plan, GroupInfo group, RolloutInfo rollout)
    {
        var (step, index) = (plan.Batch.Request.Step, rollout.Definition.Request.EnvIndex);
        return new RolloutPlan
        {
            TrainingId = trainingId,
            RolloutId = rollout.Id,
            Task = plan.Task,
            Pool = settings.BoxType,
            // A group is compared on one phone; an evaluation looks at as many phones as it has rollouts.
            DeviceSeed = RolloutSeeds.Device(
                settings.Seed, plan.Use, step, plan.Use == SeedUse.Training ? plan.Number : (plan.Number * plan.Size) + index),
            SamplingSeed = turn => RolloutSeeds.Sampling(settings.Seed, plan.Use, step, plan.Number, index, turn),
            PolicyStep = plan.PolicyStep,
            Temperature = settings.Temperature,
            MaxTurns = group.Definition.MaxTurns,
            Limit = group.Definition.MaxTurns < settings.MaxTurns ? RolloutEnd.MaxSteps : RolloutEnd.MaxTurns,
            MaxTurnTime = settings.MaxTurnTime,
            MaxTaskTime = settings.MaxTaskTime,
        };
    }

    /// <summary>Another attempt. The one before is named, so that asking again begins no second one.</summary>
    private Task<RolloutInfo> AgainAsync(RolloutInfo lost, string kind, string error, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(lost.Id);
        return services.Patience.RepeatAsync(
            () => lost.Status is RolloutStatus.Failed or RolloutStatus.Cancelled
                ? rollout.Retry()
                : rollout.FailAttempt(kind, error, lost.Attempts[^1].Attempt),
            cancellationToken);
    }

    /// <summary>Rollouts that were lost for good, or that nobody waits for any more, end first.</summary>
    private async Task EndAsync(string groupId, Member[] members, bool isLost, CancellationToken cancellationToken)
    {
        if (isLost || members.Any(member => member.Loss is not null))
        {
            // Ends that no attempt fences: one that another silo drives by now is not this one's to spoil.
            await services.Patience.RepeatAsync(driver.RenewAsync, cancellationToken);
        }

        foreach (var member in members)
        {
            if (!member.HasEnded || member.Loss is not null)
            {
                // Also one that nobody began: a group has all its rollouts, whatever became of them.
                var started = member.Rollout?.Info ?? await StartAsync(groupId, member, cancellationToken);
                member.Ended(new DrivenRollout(
                    await services.Patience.RepeatAsync(() => EndAsync(member, started), cancellationToken), default));
            }
        }

        var group = services.Grains.GetGroup(groupId);
        await services.Patience.RepeatAsync(
            () => isLost ? group.Fail("it lost too many of its rollouts to devices or the service") : group.Complete(), cancellationToken);
    }

    /// <summary>Of the attempt that this driver knows: one that another driver began since is that one's.</summary>
    private async Task<RolloutInfo> EndAsync(Member member, RolloutInfo started)
    {
        var (id, attempt) = (member.Id, started.Attempts[^1].Attempt);
        var rollout = services.Grains.GetRollout(id);
        var known = await rollout.Describe();
        return known.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled ? known
            : member.Loss is { } loss ? await rollout.Fail(loss.Kind, loss.Message, attempt)
            : known.Attempts[^1].Attempt == attempt ? await rollout.Cancel()
            : throw new AttemptOverException(id, attempt, known.Attempts[^1].Attempt);
    }

    /// <summary>What came of playing a member.</summary>
    private sealed record Played(Member Member, DrivenRollout Rollout, AttemptLostException? Loss)
    {
        public void Tell()
        {
            if (Loss is null)
            {
                Member.Ended(Rollout);
            }
            else
            {
                Member.Lost(Rollout, Loss);
            }
        }
    }

    /// <summary>How a member of the group stands.</summary>
    private sealed class Member(string groupId, int index)
    {
        public int Index => index;

        public string Id { get; } = RecordIds.Rollout(groupId, index);

        /// <summary>What is known of it; null before its record was made.</summary>
        public DrivenRollout? Rollout { get; private set; }

        /// <summary>What its attempt was lost to; null when it is under way or ended by itself.</summary>
        public AttemptLostException? Loss { get; private set; }

        public bool HasEnded { get; private set; }

        /// <summary>An earlier driver left it so.</summary>
        public void Known(RolloutInfo info) => (Rollout, Loss, HasEnded) = (
            new DrivenRollout(info, default),
            info.Status switch
            {
                RolloutStatus.Failed => new AttemptLostException(info.ErrorKind ?? "", new InvalidOperationException(info.ErrorMessage)),
                RolloutStatus.Cancelled => new AttemptLostException("cancelled", new InvalidOperationException("it was given up")),
                _ => null,
            },
            info.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled);

        public void Ended(DrivenRollout rollout) => (Rollout, Loss, HasEnded) = (rollout, null, true);

        public void Lost(DrivenRollout rollout, AttemptLostException loss) => (Rollout, Loss, HasEnded) = (rollout, loss, true);

        public void Restarted(RolloutInfo info) => (Rollout, Loss, HasEnded) = (new DrivenRollout(info, default), null, false);
    }
}
