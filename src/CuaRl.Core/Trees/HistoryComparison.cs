namespace CuaRl.Core.Trees;

/// <summary>Two histories side by side.</summary>
/// <param name="Divergence">The last state that both share, position by position from their origins; null when none is.</param>
/// <param name="Shared">The longest common beginning.</param>
/// <param name="FirstOnly">What remains of the first.</param>
/// <param name="SecondOnly">What remains of the second.</param>
public readonly record struct HistoryComparison(
    TreePoint? Divergence, TreePiece[] Shared, TreePiece[] FirstOnly, TreePiece[] SecondOnly);
