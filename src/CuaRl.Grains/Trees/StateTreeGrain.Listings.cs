using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Trees;

/// <remarks>These answers depend on what is not there, which no cache knows: they come from the database.</remarks>
internal sealed partial class StateTreeGrain
{
    async Task<StateIdPage> IStateTreeGrain.Children(StateId state, string? after, int limit, CancellationToken cancellationToken)
    {
        RunChecks.CheckLimit(limit);
        await PointAsync(state);
        return await index.ListChildrenAsync(Simulation, state, after, limit, cancellationToken);
    }

    Task<StateIdPage> IStateTreeGrain.Leaves(string? after, int limit, CancellationToken cancellationToken)
    {
        RunChecks.CheckLimit(limit);
        return index.ListLeavesAsync(Simulation, after, limit, cancellationToken);
    }

    Task<StateIdPage> IStateTreeGrain.TerminalStates(string? after, int limit, CancellationToken cancellationToken)
    {
        RunChecks.CheckLimit(limit);
        return index.ListTerminalAsync(Simulation, after, limit, cancellationToken);
    }

    async Task<DescendantCounts> IStateTreeGrain.CountDescendants(StateId state, CancellationToken cancellationToken)
    {
        await PointAsync(state);
        return await index.CountDescendantsAsync(Simulation, state, cancellationToken);
    }
}
