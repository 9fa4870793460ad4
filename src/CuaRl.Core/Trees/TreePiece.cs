namespace CuaRl.Core.Trees;

/// <summary>Consecutive states of one run, from a first step to a last one.</summary>
public readonly record struct TreePiece(Guid RunId, long From, long To);
