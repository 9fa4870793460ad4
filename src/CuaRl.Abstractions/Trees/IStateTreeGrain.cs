using System.Collections.Immutable;

namespace CuaRl;

/// <summary>
/// The tree of one simulation's states: every run is a chain, and a branch hangs on a state of another. The key is
/// <see cref="GrainKeys.StateTree"/>; <see cref="GrainKeys.AnyTree"/> is the tree over all simulations and the states that
/// belong to none, which answers the same questions.
/// </summary>
/// <remarks>
/// A state or run of another simulation is answered with <see cref="InvalidRequestException"/>, one that does not exist with
/// <see cref="NotFoundException"/>, a state that was deleted with <see cref="RunPrunedException"/>.
/// </remarks>
[Alias("cuarl.IStateTreeGrain")]
public interface IStateTreeGrain : IGrainWithStringKey
{
    /// <summary>Creates a run of the simulation, with a root of its own or at a state that is there.</summary>
    /// <exception cref="AlreadyExistsException">The operation id was used for another run; nothing was written.</exception>
    [Alias("CreateRun")]
    Task<RunInfo> CreateRun(RunRequest request);

    /// <summary>Starts a new run at a state of a run; see <see cref="IRunGrain.BranchFrom"/>.</summary>
    /// <param name="parentRunId">The run to branch from; null for the run that owns the state.</param>
    /// <param name="request">The branch; it names a state, or a step when the run is given.</param>
    [Alias("BranchFromState")]
    Task<RunInfo> BranchFromState(string? parentRunId, BranchRequest request);

    /// <summary>Stores a state outside any run, such as a root that a run is created at later.</summary>
    [Alias("AddState")]
    Task<StoredState> AddState(StateRequest request);

    /// <summary>All runs of the simulation, parents before children, oldest first among siblings.</summary>
    [Alias("GetRunTree")]
    Task<RunTree> GetRunTree();

    /// <summary>One state.</summary>
    [Alias("GetState")]
    Task<StoredState> GetState(StateId state, CancellationToken cancellationToken = default);

    /// <summary>The history of a state, from its root to itself, as pieces of runs.</summary>
    /// <param name="state">The state.</param>
    /// <param name="from">The first step wanted.</param>
    /// <param name="to">The last step wanted; one beyond the state's own is the same as its own.</param>
    /// <exception cref="InvalidRequestException">The first step is negative.</exception>
    [Alias("Lineage")]
    Task<ImmutableArray<LineagePiece>> Lineage(StateId state, long from = 0, long to = long.MaxValue);

    /// <summary>A page of the history of a state, from its root to itself.</summary>
    [Alias("LineageStates")]
    Task<StatePage> LineageStates(StateId state, StateQuery query, CancellationToken cancellationToken = default);

    /// <summary>The state of a history that has the given step.</summary>
    /// <exception cref="InvalidRequestException">The step is negative or beyond the state's own.</exception>
    [Alias("AncestorAt")]
    Task<StateId> AncestorAt(StateId state, long step);

    /// <summary>Whether a state lies on the history of another; a state lies on its own.</summary>
    [Alias("IsAncestor")]
    Task<bool> IsAncestor(StateId ancestor, StateId descendant);

    /// <summary>The last state that two histories share; null when they have different roots.</summary>
    [Alias("CommonAncestor")]
    Task<StateId?> CommonAncestor(StateId a, StateId b);

    /// <summary>The steps from one state to the other over their common ancestor; null when there is none.</summary>
    [Alias("Distance")]
    Task<long?> Distance(StateId a, StateId b);

    /// <summary>The states that follow a state, the run's own first, then branches by creation.</summary>
    [Alias("Children")]
    Task<StateIdPage> Children(StateId state, string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>The states that nothing follows.</summary>
    /// <param name="after">The <see cref="StateIdPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    [Alias("Leaves")]
    Task<StateIdPage> Leaves(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>The states whose episode is done.</summary>
    /// <param name="after">The <see cref="StateIdPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    [Alias("TerminalStates")]
    Task<StateIdPage> TerminalStates(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>How much lies below a state.</summary>
    [Alias("CountDescendants")]
    Task<DescendantCounts> CountDescendants(StateId state, CancellationToken cancellationToken = default);

    /// <summary>What two runs share and where they part.</summary>
    /// <exception cref="RunPrunedException">One of them was pruned.</exception>
    [Alias("Compare")]
    Task<RunComparison> Compare(string run1Id, string run2Id);

    /// <summary>The simulation's agent configuration with the run's overrides laid over it, member by member.</summary>
    [Alias("EffectiveConfig")]
    Task<JsonText> EffectiveConfig(string runId);

    /// <summary>Gives a state a name that is unique in the simulation and keeps the state from being pruned.</summary>
    /// <exception cref="AlreadyExistsException">The name is another state's.</exception>
    [Alias("Tag")]
    Task<StateTag> Tag(StateId state, string name);

    /// <summary>Takes a name away; false when there is none.</summary>
    [Alias("Untag")]
    Task<bool> Untag(string name);

    /// <summary>The state by that name.</summary>
    [Alias("GetTag")]
    Task<StateTag> GetTag(string name);

    /// <summary>The names of a simulation's states, in their order.</summary>
    [Alias("ListTags")]
    Task<ImmutableArray<StateTag>> ListTags(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Deletes a run's own states; see <see cref="IRunGrain.Prune"/>.</summary>
    [Alias("Prune")]
    Task<RunInfo> Prune(string runId);
}
