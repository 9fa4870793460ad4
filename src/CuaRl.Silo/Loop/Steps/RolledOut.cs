using CuaRl.Core.Grpo.Batches;
using CuaRl.Silo.Loop.Groups;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>The groups of a step or an evaluation, rolled out.</summary>
/// <param name="Groups">The groups, in order.</param>
/// <param name="Pictures">The pictures in turns that were recalled from their records.</param>
internal sealed record RolledOut(IReadOnlyList<DrivenGroup> Groups, PictureTable Pictures)
{
    /// <summary>Nothing is at hand.</summary>
    public static RolledOut Nothing => new([], new PictureTable());
}
