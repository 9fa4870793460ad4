using CuaRl.Core.Trees;

namespace CuaRl.Grains.Ports;

/// <summary>Runs and how they hang together, as the database lists them.</summary>
public interface IRunIndex
{
    /// <summary>All segments of a simulation and those of others that they hang on, parents before children.</summary>
    Task<IReadOnlyList<Segment>> ListSegmentsAsync(string simulationId, CancellationToken cancellationToken);

    /// <summary>A run's segment, the one it hangs on, and so on upwards, at most <paramref name="limit"/>; none when there is no such run.</summary>
    Task<IReadOnlyList<Segment>> ReadAncestryAsync(Guid runId, int limit, CancellationToken cancellationToken);

    /// <summary>A run as it stands; null when there is none.</summary>
    Task<RunInfo?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The runs of a simulation as nodes, oldest first; states outside runs are none.</summary>
    Task<IReadOnlyList<RunTreeNode>> ListNodesAsync(string simulationId, CancellationToken cancellationToken);

    /// <summary>
    /// The states that follow a state, the run's own first, then branches by creation; of a simulation and of none, of all for null.
    /// </summary>
    Task<StateIdPage> ListChildrenAsync(
        string? simulationId, StateId state, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The states of a simulation that nothing follows; of all simulations and none for null.</summary>
    Task<StateIdPage> ListLeavesAsync(string? simulationId, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The states of a simulation whose episode is done; of all simulations and none for null.</summary>
    Task<StateIdPage> ListTerminalAsync(string? simulationId, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>How much lies below a state, of a simulation and of none; of all for null.</summary>
    Task<DescendantCounts> CountDescendantsAsync(string? simulationId, StateId state, CancellationToken cancellationToken);
}
