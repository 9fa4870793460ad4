using CuaRl.Silo.Loop.Groups;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>The groups of a step or an evaluation, rolled out.</summary>
/// <param name="Groups">The groups, in order.</param>
internal sealed record RolledOut(IReadOnlyList<DrivenGroup> Groups)
{
    /// <summary>Nothing is at hand.</summary>
    public static RolledOut Nothing => new([]);
}
