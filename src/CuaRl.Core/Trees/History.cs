namespace CuaRl.Core.Trees;

/// <summary>What a run shows of its lineage: from an origin step to its tip. Empty while the tip lies before the origin.</summary>
public readonly record struct History(TreePoint Tip, long Origin);
