namespace CuaRl.Core.Loop.Configuration;

/// <summary>Where a branch of a training begins.</summary>
/// <param name="FirstStep">The branch's first own step: how many steps were taken before it.</param>
/// <param name="HasReference">Whether the policy before the first step of the lineage is kept, for a KL penalty to draw to.</param>
public sealed record BranchPoint(int FirstStep, bool HasReference);
