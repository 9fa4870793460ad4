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
        var members = await Task.WhenAll(
            Enumerable.Range(0, plan.Size).Select(i => StartAsync(plan, group, i, hasEnded, cancellationToken)));
        if (hasEnded)
        {
            return Ended(plan, group.Status != GroupStatus.Completed, members);
        }

        var isLost = !await PlayAllAsync(plan, group, members, sampler, cancellationToken);
        await EndAsync(group.Id, members, isLost, cancellationToken);
        return Ended(plan, isLost, members);
    }

    private static DrivenGroup Ended(GroupPlan plan, bool isLost, Member[] members) =>
        new(plan, isLost, [.. members.Select(member => member.Rollout)]);

    /// <summary>
    /// The rollout's record. An attempt that an earlier driver began, however far, is lost with it: its lease may still be asked for or
    /// given back in that driver's name. One that was given up with its training is done again.
    /// </summary>
    private async Task<Member> StartAsync(
        GroupPlan plan, GroupInfo group, int index, bool hasEnded, CancellationToken cancellationToken)
    {
        if (plan.IsTakenUp && await FindAsync(RecordIds.Rollout(group.Id, index), cancellationToken) is { } known)
        {
            return new Member(hasEnded || known.Status is RolloutStatus.Completed or RolloutStatus.Failed
                ? known
                : await TakenUpAsync(known, cancellationToken));
        }

        return new Member(await services.Patience.RepeatAsync(
            () => services.Grains.GetGroup(group.Id).StartRollout(
                new RolloutRequest { EnvIndex = index, Status = RolloutStatus.EnvCreation }),
            cancellationToken));
    }

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
                    members.Sum(member => member.Rollout.Info.Attempts.Count(AttemptLostException.IsCounted))));
                switch (decision.Step)
                {
                    case AdmissionStep.Admit:
                        return true;
                    case AdmissionStep.Drop:
                        return false;
                    case AdmissionStep.FailTraining:
                        // A training that is started again begins with another attempt.
                        var lost = members.First(member => member.Loss is not null);
                        await AgainAsync(lost.Rollout.Info, lost.Loss!.Kind, lost.Loss.Message, cancellationToken);
                        throw new TrainingLostException(lost.Rollout.Info.Id, lost.Loss);
                    case AdmissionStep.Restart:
                        foreach (var member in members.Where(member => member.Loss is not null).Take(decision.Restarts))
                        {
                            var loss = member.Loss!;
                            member.Restarted(await AgainAsync(member.Rollout.Info, loss.Kind, loss.Message, cancellationToken));
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
        for (var info = member.Rollout.Info; ;)
        {
            await concurrency.WaitAsync(cancellationToken);
            try
            {
                var rollout = await _player.PlayAsync(
                    PlanOf(plan, group, info), sampler, info.Attempts[^1].Attempt, cancellationToken);
                return new Played(member, rollout, null);
            }
            catch (AttemptLostException loss) when (loss.IsOfService)
            {
                // Waits for the service to come back: nothing can be recorded before.
                info = await AgainAsync(info, loss.Kind, loss.Message, cancellationToken);
            }
            catch (AttemptLostException loss)
            {
                return new Played(member, new DrivenRollout(info, default), loss);
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
                member.Ended(new DrivenRollout(
                    await services.Patience.RepeatAsync(() => EndAsync(member), cancellationToken), default));
            }
        }

        var group = services.Grains.GetGroup(groupId);
        await services.Patience.RepeatAsync(
            () => isLost ? group.Fail("it lost too many of its rollouts to devices or the service") : group.Complete(), cancellationToken);
    }

    /// <summary>Of the attempt that this driver knows: one that another driver began since is that one's.</summary>
    private async Task<RolloutInfo> EndAsync(Member member)
    {
        var (id, attempt) = (member.Rollout.Info.Id, member.Rollout.Info.Attempts[^1].Attempt);
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
    private sealed class Member(RolloutInfo info)
    {
        public DrivenRollout Rollout { get; private set; } = new(info, default);

        /// <summary>What its attempt was lost to; null when it is under way or ended by itself.</summary>
        public AttemptLostException? Loss { get; private set; } = info.Status switch
        {
            RolloutStatus.Failed => new AttemptLostException(info.ErrorKind ?? "", new InvalidOperationException(info.ErrorMessage)),
            RolloutStatus.Cancelled => new AttemptLostException("cancelled", new InvalidOperationException("it was given up")),
            _ => null,
        };

        public bool HasEnded { get; private set; } =
            info.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled;

        public void Ended(DrivenRollout rollout) => (Rollout, Loss, HasEnded) = (rollout, null, true);

        public void Lost(DrivenRollout rollout, AttemptLostException loss) => (Rollout, Loss, HasEnded) = (rollout, loss, true);

        public void Restarted(RolloutInfo info) => (Rollout, Loss, HasEnded) = (new DrivenRollout(info, default), null, false);
    }
}
