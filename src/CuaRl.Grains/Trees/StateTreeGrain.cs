using CuaRl.Core.Trees;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Runs;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace CuaRl.Grains.Trees;

/// <remarks>
/// What is kept is the shape of the tree, which only grows, so calls may interleave and other activations may add to it: a run
/// that is unknown is read with its ancestors. Answers that depend on absence, and facts that change, are read from the database.
/// A prune that did not come through this activation is noticed when states are read, not when only the shape is asked for.
/// </remarks>
[Reentrant]
internal sealed partial class StateTreeGrain(
    IRunIndex index,
    ITrainingIndex trainings,
    IRunJournal journal,
    IStateTags tags,
    IBlobStore blobs,
    IIdGenerator ids,
    TimeProvider time,
    ILogger<StateTreeGrain> logger) : Grain, IStateTreeGrain
{
    private const int FirstAncestry = 16;
    private const int AncestryGrowth = 4;

    private readonly SegmentTree _tree = new();
    private readonly RecentDefinitions _parents = new();
    private bool _hasSimulation;

    private string Key => this.GetPrimaryKeyString();

    private bool IsAny => Key == GrainKeys.AnyTree;

    /// <summary>The simulation; null in the tree over all.</summary>
    private string? Simulation => IsAny ? null : GrainKeys.StateTreeId(Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The one tree over all simulations would hold every run there is: it reads what it is asked for.
        if (!IsAny)
        {
            var started = time.GetTimestamp();
            foreach (var segment in await index.ListSegmentsAsync(GrainKeys.StateTreeId(Key), cancellationToken))
            {
                _tree.Add(segment);
            }

            Log.Loaded(logger, Key, _tree.Count, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>The simulation that the tree is of, which exists.</summary>
    private async ValueTask<string> SimulationAsync()
    {
        var simulation = Simulation ?? throw new InvalidRequestException("simulation_id", "must be given: this is the tree over all simulations");
        if (!_hasSimulation)
        {
            await BaseConfigAsync(simulation);
            _hasSimulation = true;
        }

        return simulation;
    }

    /// <summary>What the overrides of runs lie over: a simulation's agent configuration. A training's rollouts have a tree too, and none.</summary>
    private async Task<JsonText> BaseConfigAsync(string simulation)
    {
        try
        {
            return (await GrainFactory.GetSimulation(simulation).Get()).Definition.AgentConfig;
        }
        catch (NotFoundException)
        {
            return GrainKeys.IsRunId(simulation)
                && await trainings.FindStatusAsync(GuidOf(simulation), CancellationToken.None) is not null
                    ? JsonText.EmptyObject
                    : throw new NotFoundException("simulation", simulation);
        }
    }

    /// <summary>A run as it stands; it may be states outside any run.</summary>
    private async Task<RunInfo> FindAsync(string runId)
    {
        if (!GrainKeys.IsRunId(runId))
        {
            throw new MalformedIdException("run", runId);
        }

        var run = await index.FindAsync(GuidOf(runId), CancellationToken.None) ?? throw new NotFoundException("run", runId);
        var isForeign = Simulation is { } own && run.Definition.SimulationId is { } simulation && simulation != own;
        return isForeign ? throw new InvalidRequestException("run_id", $"must be a run of simulation '{Simulation}', not '{runId}'") : run;
    }

    private async Task<RunInfo> FindRunAsync(string runId) =>
        await FindAsync(runId) is { Definition.IsDetached: false } run ? run : throw new NotFoundException("run", runId);

    /// <summary>The segment of a run; what is in the tree belongs to its simulation or to none.</summary>
    private async ValueTask<int> SegmentAsync(string runId)
    {
        if (_tree.Find(GuidOf(runId)) is { } known)
        {
            return known;
        }

        if (!IsAny)
        {
            await FindAsync(runId);
        }

        return await LoadAsync(runId);
    }

    /// <summary>The segment of a run that was just read, with as much of it as it says.</summary>
    private async ValueTask<int> SegmentAsync(RunInfo run)
    {
        var segment = _tree.Find(GuidOf(run.Id)) ?? await LoadAsync(run.Id);
        if (run.Status != RunStatus.Pruned)
        {
            _tree.LearnHead(segment, run.Head);
        }

        return segment;
    }

    private async Task<int> LoadAsync(string runId)
    {
        var missing = new Stack<Segment>();
        var limit = FirstAncestry;
        for (Guid? next = GuidOf(runId); next is { } wanted && _tree.Find(wanted) is null; limit *= AncestryGrowth)
        {
            var ancestry = await index.ReadAncestryAsync(wanted, limit, CancellationToken.None);
            if (ancestry.Count == 0)
            {
                throw new NotFoundException("run", wanted.ToString());
            }

            foreach (var segment in ancestry)
            {
                missing.Push(segment);
                next = segment.ParentId;
            }
        }

        while (missing.TryPop(out var segment))
        {
            _tree.Add(segment);
        }

        return _tree.Find(GuidOf(runId))!.Value;
    }

    /// <summary>A state that is stored. How far a run reaches is asked for only beyond what is known.</summary>
    private async ValueTask<TreePoint> PointAsync(StateId state)
    {
        RunChecks.CheckState(state);
        var segment = await SegmentAsync(state.RunId);
        if (state.Step > _tree.KnownHead(segment))
        {
            var head = await journal.FindHeadAsync(GuidOf(state.RunId)) ?? throw new NotFoundException("run", state.RunId);
            if (head.Status == RunStatus.Pruned)
            {
                throw new RunPrunedException(state.RunId);
            }

            _tree.LearnHead(segment, head.Step);
        }

        return state.Step >= _tree.FirstStep(segment) && state.Step <= _tree.KnownHead(segment)
            ? new TreePoint(segment, state.Step)
            : throw new NotFoundException("state", state.ToString());
    }

    private StateId IdOf(TreePoint point) => new(_tree.RunId(point.Segment).ToString(), point.Step);

    private static Guid GuidOf(string runId) => Guid.ParseExact(runId, "D");
}
