using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CuaRl.Core.Runs;
using CuaRl.Core.Trees;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Trees;

internal sealed partial class StateTreeGrain
{
    async Task<ImmutableArray<LineagePiece>> IStateTreeGrain.Lineage(StateId state, long from, long to)
    {
        Rule.Keep("from", RunRules.Step(from));
        return Pieces(await PointAsync(state), from, Math.Min(to, state.Step));
    }

    async Task<StatePage> IStateTreeGrain.LineageStates(StateId state, StateQuery query, CancellationToken cancellationToken)
    {
        RunChecks.Check(query);
        var point = await PointAsync(state);
        if (query.From > state.Step)
        {
            return StatePages.Empty;
        }

        var pieces = Pieces(point, query.From, Math.Min(state.Step, query.From + query.Limit - 1));
        return await journal.ReadAsync(pieces, state.Step, query.Limit, cancellationToken);
    }

    async Task<StateId> IStateTreeGrain.AncestorAt(StateId state, long step)
    {
        Rule.Keep("step", RunRules.Step(step) ?? (step > state.Step ? $"must be at most the state's own, {state.Step}" : null));
        return IdOf(_tree.AncestorAt(await PointAsync(state), step));
    }

    async Task<bool> IStateTreeGrain.IsAncestor(StateId ancestor, StateId descendant)
    {
        var above = await PointAsync(ancestor);
        return _tree.IsAncestor(above, await PointAsync(descendant));
    }

    async Task<StateId?> IStateTreeGrain.CommonAncestor(StateId a, StateId b)
    {
        var first = await PointAsync(a);
        return _tree.CommonAncestor(first, await PointAsync(b)) is { } common ? IdOf(common) : null;
    }

    async Task<long?> IStateTreeGrain.Distance(StateId a, StateId b)
    {
        var first = await PointAsync(a);
        return _tree.Distance(first, await PointAsync(b));
    }

    async Task<RunComparison> IStateTreeGrain.Compare(string run1Id, string run2Id)
    {
        var first = await HistoryAsync(run1Id);
        var second = await HistoryAsync(run2Id);
        var comparison = _tree.Compare(first, second);
        return new RunComparison
        {
            DivergencePoint = comparison.Divergence is { } divergence ? IdOf(divergence) : null,
            Shared = Named(comparison.Shared),
            Run1Only = Named(comparison.FirstOnly),
            Run2Only = Named(comparison.SecondOnly),
        };
    }

    private async Task<History> HistoryAsync(string runId)
    {
        var run = await FindRunAsync(runId);
        if (run.Status == RunStatus.Pruned)
        {
            throw new RunPrunedException(runId);
        }

        return new History(new TreePoint(await SegmentAsync(run), run.Head), run.Definition.OriginStep);
    }

    private ImmutableArray<LineagePiece> Pieces(TreePoint point, long from, long to) => Named(_tree.Pieces(point, from, to));

    private static ImmutableArray<LineagePiece> Named(TreePiece[] pieces)
    {
        var named = new LineagePiece[pieces.Length];
        for (var i = 0; i < pieces.Length; i++)
        {
            named[i] = new LineagePiece(pieces[i].RunId.ToString(), pieces[i].From, pieces[i].To);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(named);
    }
}
