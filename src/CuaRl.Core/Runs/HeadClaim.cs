namespace CuaRl.Core.Runs;

/// <summary>A place in a run that an append hopes for; see <see cref="HeadEstimate"/>.</summary>
/// <param name="Expected">The step that it follows.</param>
/// <param name="Count">How many states it has.</param>
/// <param name="Epoch">Which estimate it was claimed under.</param>
public readonly record struct HeadClaim(long Expected, int Count, int Epoch);
