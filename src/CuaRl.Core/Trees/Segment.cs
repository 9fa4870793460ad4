namespace CuaRl.Core.Trees;

/// <summary>One run as a part of the tree: a chain of states that hangs on a state of another run, or on none.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ParentId">The run that owns the state it hangs on; null for a root.</param>
/// <param name="BranchStep">The step of that state; -1 for a root. Its own states start one step later.</param>
/// <param name="IsPruned">Whether its own states are deleted. It needs the state that it hangs on no more.</param>
public readonly record struct Segment(Guid RunId, Guid? ParentId, long BranchStep, bool IsPruned = false);
