using CuaRl.Core.Time;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Trainings;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Groups;

internal sealed partial class GroupGrain(
    [PersistentState(GroupState.StateName)] IPersistentState<GroupState> record,
    TrainingStandings standings,
    ITrainingIndex index,
    INumberSource numbers,
    TimeProvider time,
    ILogger<GroupGrain> logger) : Grain, IGroupGrain
{
    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private GroupState? _group;

    private string Id => GrainKeys.GroupId(this.GetPrimaryKeyString());

    private Guid Guid => Guid.ParseExact(Id, "D");

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _group = record.RecordExists ? record.State : null;
        return Task.CompletedTask;
    }

    async Task<GroupInfo> IGroupGrain.Create(GroupDefinition definition)
    {
        var id = Id;
        if (_group is { } known)
        {
            if (known.BatchId != definition.BatchId || known.Group.Request != definition.Request)
            {
                throw new AlreadyExistsException("group", id);
            }

            // A call before may have broken off before it looked at the training.
            return GroupTransitions.IsEnded(known.Status) ? known.Info : await AdmitAsync(known);
        }

        GroupChecks.Check(id, definition);
        await standings.RequireAsync(definition.TrainingId);
        var group = GroupState.From(id, await numbers.NextAsync(RecordKind.Group), definition, Now);
        await SaveAsync(group);
        Log.Created(logger, id, group.TaskId, group.BatchId, group.GroupNum);
        return await AdmitAsync(group);
    }

    async Task<GroupInfo> IGroupGrain.Describe()
    {
        var group = Known();
        if (GroupTransitions.IsEnded(group.Status))
        {
            return group.Info;
        }

        var tallies = await index.TallyAsync(Guid.Parse(group.TrainingId), Guid.Parse(group.BatchId), Guid, CancellationToken.None);
        var now = Known();
        return tallies is [var tally] && !GroupTransitions.IsEnded(now.Status)
            ? now.Info with
            {
                CompletedRollouts = tally.Completed,
                Progress = Tallies.OfGroup(tally, hasEnded: false, now.MaxConcurrentRollouts),
            }
            : now.Info;
    }

    async Task<RolloutInfo> IGroupGrain.StartRollout(RolloutRequest request)
    {
        RolloutChecks.Check(request);
        var group = Known();
        GroupChecks.CheckPlace(request.EnvIndex, group.NumRollouts);
        var rollout = GrainFactory.GetRollout(RecordIds.Rollout(group.Id, request.EnvIndex));
        if (GroupTransitions.IsEnded(group.Status))
        {
            return await FindAsync(rollout, request) ?? throw Refused(GroupStatus.Running);
        }

        var created = await rollout.Create(new RolloutDefinition
        {
            GroupId = group.Id,
            GroupRecordNumber = group.Number,
            Group = group.Group,
            Request = request,
        });
        if (!GroupTransitions.IsEnded(Known().Status))
        {
            return created;
        }

        // The group ended meanwhile, and may have looked for rollouts before there was this one.
        await Sweep.EndAsync(rollout.Cancel());
        throw Refused(GroupStatus.Running);
    }

    /// <summary>A rollout that was started before; null for none.</summary>
    private static async Task<RolloutInfo?> FindAsync(IRolloutGrain rollout, RolloutRequest request)
    {
        var known = await rollout.Describe().OrNullAsync();
        return known is null || known.Definition.Request == request ? known : throw new AlreadyExistsException("rollout", known.Id);
    }

    /// <summary>The record is there, and the training may have changed since it was asked: one of both sees the other.</summary>
    private async Task<GroupInfo> AdmitAsync(GroupState group)
    {
        var standing = await standings.ReadAsync(group.TrainingId);
        switch (Admissions.Of(standing))
        {
            case Admission.Admitted or Admission.Paused:
                return group.Info;
            case Admission.Cancelled:
                await CancelAsync(group);
                break;
            case Admission.Deleted:
                await DeleteAsync();
                break;
        }

        throw Admissions.Refusal(group.TrainingId, standing);
    }

    private async Task SaveAsync(GroupState next)
    {
        await this.StoreAsync(record, next);
        _group = next;
    }

    private InvalidTransitionException Refused(GroupStatus next) => Transitions.Refused("group", Id, Known().Status, next);

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private GroupState Known() => _group ?? throw Missing();

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("group", Id);
    }
}
