using CuaRl.Core.Ids;
using CuaRl.Core.Runs;
using CuaRl.Core.Trees;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Trees;

internal sealed partial class StateTreeGrain
{
    async Task<RunInfo> IStateTreeGrain.CreateRun(RunRequest request)
    {
        RunChecks.Check(request);
        var simulation = await SimulationAsync();
        if (request.RootState is { } root)
        {
            await PointAsync(root);
        }

        return await CreateAsync("", request.OperationId, new RunDefinition
        {
            SimulationId = simulation,
            Name = request.Name,
            Description = request.Description,
            StartsAfter = request.RootState,
            OriginStep = request.RootState?.Step ?? 0,
            ConfigOverrides = request.ConfigOverrides,
        });
    }

    async Task<RunInfo> IStateTreeGrain.BranchFromState(string? parentRunId, BranchRequest request)
    {
        RunChecks.Check(request);
        var parent = await ParentAsync(parentRunId ?? OwnerOf(request), request.State?.Step ?? request.Step.GetValueOrDefault());
        var point = await BranchPointAsync(parent, request);
        return await CreateAsync(parent.Id, request.OperationId, new RunDefinition
        {
            SimulationId = parent.Definition.SimulationId,
            Name = request.Name,
            Description = string.IsNullOrEmpty(request.Description)
                ? $"Branched from {parent.Definition.Name} at step {point.Step}"
                : request.Description,
            ParentRunId = parent.Id,
            StartsAfter = IdOf(point),
            OriginStep = parent.Definition.OriginStep,
            ConfigOverrides = Overlay(parent.Definition.ConfigOverrides, request.ConfigOverrides),
        });
    }

    async Task<RunTree> IStateTreeGrain.GetRunTree()
    {
        var simulation = await SimulationAsync();
        var nodes = await index.ListNodesAsync(simulation, CancellationToken.None);
        return new RunTree { SimulationId = simulation, Runs = RunTreeOrder.ParentsFirst(nodes) };
    }

    async Task<JsonText> IStateTreeGrain.EffectiveConfig(string runId)
    {
        var run = (await FindRunAsync(runId)).Definition;
        if (run.SimulationId is not { } simulation)
        {
            return run.ConfigOverrides;
        }

        return Overlay(await BaseConfigAsync(simulation), run.ConfigOverrides);
    }

    async Task<RunInfo> IStateTreeGrain.Prune(string runId)
    {
        var run = await FindAsync(runId);
        var pruned = await GrainFactory.GetRun(run.Id).Prune();
        if (_tree.Find(GuidOf(run.Id)) is { } segment)
        {
            _tree.ForgetHead(segment);
        }

        return pruned;
    }

    private static string OwnerOf(BranchRequest request)
    {
        var state = request.State ?? throw new InvalidRequestException("parent_run_id", "must be given with a step");
        RunChecks.CheckState(state);
        return state.RunId;
    }

    /// <summary>The run to branch from. It is read only when it is not known to reach as far as the step.</summary>
    private async ValueTask<BranchParent> ParentAsync(string runId, long step)
    {
        if (GrainKeys.IsRunId(runId)
            && _parents.Find(GuidOf(runId)) is { } definition
            && _tree.Find(GuidOf(runId)) is { } known
            && step <= _tree.KnownHead(known))
        {
            return new BranchParent(runId, definition, new TreePoint(known, _tree.KnownHead(known)));
        }

        var run = await FindRunAsync(runId);
        var segment = await SegmentAsync(run);
        _parents.Add(GuidOf(runId), run.Definition);
        return new BranchParent(runId, run.Definition, new TreePoint(segment, run.Head));
    }

    /// <summary>The state to branch at, which lies on the parent's own history.</summary>
    private async ValueTask<TreePoint> BranchPointAsync(BranchParent parent, BranchRequest request)
    {
        var origin = parent.Definition.OriginStep;
        if (request.State is { } state)
        {
            var point = await PointAsync(state);
            Rule.Keep("branch_point_state_id", point.Step >= origin && _tree.IsAncestor(point, parent.Tip)
                ? null
                : $"must be a state of the history of run '{parent.Id}', which '{state}' is not");
            return point;
        }

        var step = request.Step.GetValueOrDefault();
        Rule.Keep("step", step < origin ? $"must be {origin} or more, where the history of run '{parent.Id}' begins" : null);
        return step <= parent.Tip.Step
            ? _tree.AncestorAt(parent.Tip, step)
            : throw new NotFoundException("state", new StateId(parent.Id, step).ToString());
    }

    /// <summary>Creates a run under the id that follows from the command.</summary>
    private Task<RunInfo> CreateAsync(string parentId, string? operationId, RunDefinition definition) => CreateAsync(
        operationId is null ? ids.NewId() : DerivedId.From("run", definition.SimulationId ?? "", parentId, operationId),
        definition);

    /// <summary>Creates a run and hangs it into the tree.</summary>
    private async Task<RunInfo> CreateAsync(string id, RunDefinition definition)
    {
        var run = await GrainFactory.GetRun(id).Create(definition);
        _tree.Add(new Segment(
            GuidOf(id),
            definition.StartsAfter is { } start ? GuidOf(start.RunId) : null,
            definition.StartsAfter?.Step ?? -1,
            run.Status == RunStatus.Pruned));
        return run;
    }

    private static JsonText Overlay(JsonText settings, JsonText overrides) => overrides.Equals(JsonText.EmptyObject)
        ? settings
        : JsonText.FromUtf8(ConfigOverlay.Merge(settings.Utf8.Span, overrides.Utf8.Span));
}
