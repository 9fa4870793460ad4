using CuaRl.Core.Time;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Runs;

/// <remarks>
/// Two activations of one run may exist for a moment. What holds then: a record is stored only over the version that this
/// activation read (ETag), an append only behind the head that it names (the journal's compare-and-set), and every answer about
/// where the run ends is read from the journal when it is asked for. What is kept here between calls only saves round trips.
/// </remarks>
internal sealed partial class RunGrain(
    [PersistentState(RunState.StateName)] IPersistentState<RunState> record,
    IRunJournal journal,
    IRunIndex index,
    IIdGenerator ids,
    TimeProvider time,
    ILogger<RunGrain> logger) : Grain, IRunGrain
{
    private readonly Turnstile _appends = new();

    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private RunState? _run;

    private string? _id;
    private Guid _guid;

    private string Id => _id ??= GrainKeys.RunId(this.GetPrimaryKeyString());

    private Guid Guid => _guid == Guid.Empty ? _guid = Guid.ParseExact(Id, "D") : _guid;

    private IStateTreeGrain Tree(RunState run) =>
        run.SimulationId is { } simulation ? GrainFactory.GetStateTree(simulation) : GrainFactory.GetAnyStateTree();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _run = record.RecordExists ? record.State : null;
        return Task.CompletedTask;
    }

    async Task<RunInfo> IRunGrain.Create(RunDefinition definition)
    {
        var id = Id;
        if (_run is { } known)
        {
            return known.Definition == definition ? await DescribeAsync() : throw new AlreadyExistsException("run", id);
        }

        RunChecks.Check(id, definition);
        var run = RunState.From(id, definition, time.GetUtcNow().ToMicroseconds());
        await this.StoreAsync(record, run);
        _run = run;
        _head.Learn(run.BranchStep);
        GrainInstruments.RunCreated();
        Log.Created(logger, id, definition.SimulationId, definition.StartsAfter);
        return run.Info(run.BranchStep);
    }

    Task<RunInfo> IRunGrain.Describe() => DescribeAsync();

    private async Task<RunInfo> DescribeAsync()
    {
        _ = Known();
        var head = await HeadAsync();
        var run = Known();
        if (head.Status == run.Status)
        {
            return run.Info(head.Step);
        }

        // The record changed under this call, by a write of this activation that is not back yet or by another's.
        EndIfBehind();
        return await index.FindAsync(Guid, CancellationToken.None) ?? throw Missing();
    }

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private RunState Known() => _run ?? throw Missing();

    /// <summary>Where the run ends, with every append that was acknowledged before, by whichever activation.</summary>
    private async ValueTask<RunHead> HeadAsync() => await journal.FindHeadAsync(Guid) ?? throw Missing();

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("run", Id);
    }

    private void EndIfBehind()
    {
        if (!_appends.IsClosed)
        {
            DeactivateOnIdle();
        }
    }
}
