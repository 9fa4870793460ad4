using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>What <see cref="ConstantGroups"/> leaves of a step's groups.</summary>
/// <param name="Kept">The places of those to train on, in order.</param>
/// <param name="Dropped">How many are not trained on.</param>
/// <param name="IsUniform">No group has rewards that differ: one is kept so that a step happens, but its advantages are 0.</param>
public sealed record GroupFilter(ImmutableArray<int> Kept, int Dropped, bool IsUniform)
{
    /// <summary>What to warn of when <see cref="IsUniform"/>, in tinker-cookbook's words.</summary>
    public const string UniformWarning = "All rewards are uniform. There will be no gradient";
}
