using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Rollouts;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop.Rollouts;
using GroupTally = CuaRl.Core.Grpo.Groups.GroupTally;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>
/// Rolls out a group: all its rollouts at once, from one task and one device seed. A rollout that is lost to a device or the service
/// is done again as its strategy says; it never counts as one that failed. What an earlier driver ended is taken as it is recorded.
/// </summary>
internal sealed class GroupDriver(
    LoopConfiguration settings, string trainingId, Driver driver, RolloutServices services, Outages outages, SemaphoreSlim concurrency)
{
    private readonly RolloutPlayer _player = new(services, outages);
    private readonly GroupRecord _record = new(
        driver, services, settings.BoxType, services.Loggers.CreateLogger<HeldDevice>());

    /// <exception cref="TrainingLostException">A rollout was lost, and the strategy is to fail then.</exception>
    public async Task<DrivenGroup> RunAsync(GroupPlan plan, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var group = await _record.StartAsync(plan, cancellationToken);
        var hasEnded = group.Status is GroupStatus.Completed or GroupStatus.Failed;
        GroupMember[] members = [.. Enumerable.Range(0, plan.Size + plan.Siblings).Select(i => new GroupMember(group.Id, i))];
        if (plan.IsTakenUp)
        {
            await Task.WhenAll(members.Select(member => _record.TakeUpAsync(member, hasEnded, cancellationToken)));
        }

        var isLost = hasEnded
            ? group.Status != GroupStatus.Completed
            : !await PlayAllAsync(plan, group, members, sampler, cancellationToken);
        if (!hasEnded)
        {
            // Of a group that is lost nobody looks at siblings that were not begun.
            await _record.EndAsync(
                group.Id, [.. members.Where(member => !isLost || member.Index < plan.Size || member.Rollout is not null)], isLost,
                cancellationToken);
        }

        return new DrivenGroup(plan, isLost, [.. members.Select(member => member.Rollout).OfType<DrivenRollout>()]);
    }

    /// <summary>First those that begin at the reset, then those that go on from one of them.</summary>
    /// <returns>Whether the group may be trained on. A sibling that is lost for good is missing, no more; under fail_fast only one that was given up.</returns>
    private async Task<bool> PlayAllAsync(
        GroupPlan plan, GroupInfo group, GroupMember[] members, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var (roots, siblings) = (members[..plan.Size], members[plan.Size..]);
        var isAdmitted = await PlayAsync(plan, group, roots, plan.Admission, sampler, cancellationToken);
        if (isAdmitted && siblings.Length > 0)
        {
            var branch = siblings.FirstOrDefault(sibling => sibling.Rollout is not null) is { } known
                ? known.Branch
                : ChooseBranch(roots);
            foreach (var sibling in siblings)
            {
                sibling.BranchesAt(branch);
            }

            await PlayAsync(
                plan, group, siblings, plan.Admission with { GroupSize = siblings.Length, KeepsTheRest = true }, sampler, cancellationToken);
        }

        return isAdmitted;
    }

    private RolloutBranch? ChooseBranch(GroupMember[] roots) => BranchChoice.Of(
        [.. roots.Select(root => root is { HasPlayed: true, Rollout.Result: { IsCounted: true } result } ? result.NumTurns : (int?)null)],
        settings.BranchTurn) is { } choice
        ? new RolloutBranch
        {
            EnvIndex = choice.Member, Attempt = roots[choice.Member].Rollout!.Info.Attempts[^1].Attempt, Turn = choice.Turn,
        }
        : null;

    /// <returns>Whether enough of them ended by themselves.</returns>
    private async Task<bool> PlayAsync(
        GroupPlan plan, GroupInfo group, GroupMember[] members, GroupAdmission admission, IPolicySampler sampler,
        CancellationToken cancellationToken)
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
                var decision = admission.Decide(new GroupTally(
                    members.Count(member => member.HasPlayed),
                    members.Count(member => !member.HasEnded),
                    members.Count(member => member.IsLost),
                    members.Sum(member => member.Rollout?.Info.Attempts.Count(AttemptLostException.IsCounted) ?? 0))
                {
                    GivenUp = members.Count(member => member.IsGivenUp),
                });
                switch (decision.Step)
                {
                    case AdmissionStep.Admit:
                        return true;
                    case AdmissionStep.Drop:
                        return false;
                    case AdmissionStep.FailTraining:
                        // A training that is started again begins with another attempt.
                        var lost = members.First(member => member.IsLost);
                        await _record.AgainAsync(lost.Rollout!.Info, lost.Loss!.Kind, lost.Loss.Message, cancellationToken);
                        throw new TrainingLostException(lost.Id, lost.Loss);
                    case AdmissionStep.Restart:
                        foreach (var member in members.Where(member => member.IsLost).Take(decision.Restarts))
                        {
                            var loss = member.Loss!;
                            member.Restarted(await _record.AgainAsync(member.Rollout!.Info, loss.Kind, loss.Message, cancellationToken));
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
        GroupPlan plan, GroupInfo group, GroupMember member, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        for (var info = member.Rollout?.Info; ;)
        {
            await concurrency.WaitAsync(cancellationToken);
            try
            {
                // No token fences what is begun now, and the attempt that is known may be that of whoever took the training over.
                await services.Patience.RepeatAsync(driver.RequireAsync, cancellationToken);
                info ??= await _record.StartAsync(group.Id, member, cancellationToken);
                var rollout = await _player.PlayAsync(
                    PlanOf(plan, group, info), sampler, info.Attempts[^1].Attempt, cancellationToken);
                return new Played(member, rollout, null);
            }
            catch (AttemptLostException loss) when (loss.IsOutlasted)
            {
                await loss.UntilBackAsync(cancellationToken);
                info = await _record.AgainAsync(info!, loss.Kind, loss.Message, cancellationToken);
            }
            catch (AttemptLostException loss) when (loss.IsFinal)
            {
                return new Played(member, new DrivenRollout(await _record.GiveUpAsync(info!, loss, cancellationToken), default), loss);
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
            Branch = rollout.Definition.Request.Branch,
            KeepsDeviceAfter = turn => plan.Siblings > 0 && index < plan.Size && BranchChoice.MayBe(settings.BranchTurn, turn, group.Definition.MaxTurns),
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

    /// <summary>What came of playing a member.</summary>
    private sealed record Played(GroupMember Member, DrivenRollout Rollout, AttemptLostException? Loss)
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
}
