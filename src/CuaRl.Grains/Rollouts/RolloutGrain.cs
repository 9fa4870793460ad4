using CuaRl.Core.Time;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Trainings;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Rollouts;

/// <remarks>
/// The run comes first in whatever is created or ended, then the record, which makes it true; a call that broke off between
/// them is repeated and finds the run as it left it. Turns never touch the record: they interleave with everything, and the
/// run's journal keeps their order.
/// </remarks>
internal sealed partial class RolloutGrain(
    [PersistentState(RolloutState.StateName)] IPersistentState<RolloutState> record,
    TrainingStandings standings,
    INumberSource numbers,
    IRunJournal journal,
    IBlobStore blobs,
    IRewardFunctions rewards,
    TimeProvider time,
    ILogger<RolloutGrain> logger) : Grain, IRolloutGrain
{
    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private RolloutState? _rollout;

    /// <summary>The run that was asked last; every turn asks the same one, and to look a grain up costs reflection.</summary>
    private (string Id, IRunGrain Grain)? _run;

    private string Id => GrainKeys.RolloutId(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _rollout = record.RecordExists ? record.State : null;
        return Task.CompletedTask;
    }

    async Task<RolloutInfo> IRolloutGrain.Create(RolloutDefinition definition)
    {
        var id = Id;
        if (_rollout is { } known)
        {
            if (known.GroupId != definition.GroupId || known.Request != definition.Request)
            {
                throw new AlreadyExistsException("rollout", id);
            }

            // A call before may have broken off before it looked at the training.
            return known.IsOpen ? await AdmitAsync(known) : known.Info(await TurnsAsync(known));
        }

        RolloutChecks.Check(id, definition);
        await standings.RequireAsync(definition.Group.TrainingId);
        var now = Now;
        var rollout = RolloutState.From(id, await numbers.NextAsync(RecordKind.Rollout), definition, now)
            .WithAttempt(now)
            .Moved(definition.Request.Status, now);
        await CreateRunAsync(rollout);
        await SaveAsync(rollout);
        GrainInstruments.RolloutCreated();
        Log.Created(logger, id, rollout.TaskId, rollout.GroupId, rollout.EnvIndex);
        return await AdmitAsync(rollout);
    }

    async Task<RolloutInfo> IRolloutGrain.Describe()
    {
        var turns = await TurnsAsync(Known(), isFresh: true);
        return Known().Info(turns);
    }

    async Task<RolloutInfo> IRolloutGrain.Report(RolloutReport report, int? attempt)
    {
        RolloutChecks.Check(report);
        var rollout = Present(attempt);
        if (!rollout.IsOpen && report is not { Status: null, Phase: null, StatusMessage: null, PolicyStep: null })
        {
            throw Refused(report.Status ?? rollout.Status);
        }

        if (report.Status is { } status && status != rollout.Status)
        {
            RolloutTransitions.Check(rollout, status);
        }

        var next = rollout.With(report, Now);
        if (next != rollout)
        {
            await SaveAsync(next with { UpdatedAt = Now });
        }

        return next.Info(await TurnsAsync(next));
    }

    /// <summary>The record is there, and the training may have changed since it was asked: one of both sees the other.</summary>
    private async Task<RolloutInfo> AdmitAsync(RolloutState rollout)
    {
        var standing = await standings.ReadAsync(rollout.TrainingId);
        switch (Admissions.Of(standing))
        {
            case Admission.Admitted:
                return rollout.Info(await TurnsAsync(rollout));
            case Admission.Paused:
                return await PauseAsync(rollout, isPaused: true);
            case Admission.Cancelled:
                await CancelAsync(rollout);
                break;
            case Admission.Deleted:
                await DeleteAsync(rollout);
                break;
        }

        throw Admissions.Refusal(rollout.TrainingId, standing);
    }

    /// <summary>
    /// A rollout that goes on from another one is a branch of that one's run, so that the turns in common are stored once. It has no
    /// description, as no other branch: that is how it is known for a rollout's own.
    /// </summary>
    private async Task CreateRunAsync(RolloutState rollout) => Learn(await Run(rollout.Attempt).Create(new RunDefinition
    {
        SimulationId = rollout.TrainingId,
        Name = RecordNames.Run(rollout.TaskId, rollout.EnvIndex),
        ParentRunId = rollout.StartsAfter?.RunId,
        StartsAfter = rollout.StartsAfter,
    }));

    private IRunGrain Run(AttemptState attempt)
    {
        if (_run is not { } known || known.Id != attempt.RunId)
        {
            _run = known = (attempt.RunId, GrainFactory.GetRun(attempt.RunId));
        }

        return known.Grain;
    }

    private async Task SaveAsync(RolloutState next)
    {
        await this.StoreAsync(record, next);
        _rollout = next;
    }

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private RolloutState Known() => _rollout ?? throw Missing();

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("rollout", Id);
    }
}
