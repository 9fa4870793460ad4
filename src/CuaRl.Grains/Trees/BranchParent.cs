using CuaRl.Core.Trees;

namespace CuaRl.Grains.Trees;

/// <summary>What a branch takes from the run that it branches from.</summary>
/// <param name="Id">The run.</param>
/// <param name="Definition">What it was created with.</param>
/// <param name="Tip">Its segment and how far it is known to reach.</param>
internal readonly record struct BranchParent(string Id, RunDefinition Definition, TreePoint Tip);
