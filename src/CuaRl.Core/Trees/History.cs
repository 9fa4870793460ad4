namespace CuaRl.Core.Trees;

/// <summary>What a run shows of its lineage: from an origin step to its tip. Empty while the tip lies before the origin.</summary>
/// <param name="Tip">The run's segment and the step of its head, whichever segment owns that state.</param>
/// <param name="Origin">The first step.</param>
public readonly record struct History(TreePoint Tip, long Origin);
