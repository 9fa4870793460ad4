using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.StepGroups;

namespace CuaRl.Core.Loop.Steps;

/// <summary>How a step decides what it trains on.</summary>
/// <param name="Advantage">How rewards of whole rollouts become advantages.</param>
/// <param name="RemovesConstant">Whether groups whose rewards are all the same are left out.</param>
public sealed record StepRules(AdvantageRule Advantage, bool RemovesConstant)
{
    /// <summary>
    /// Whether the first of them stays where there is no other, so that a step happens. Asynchronous trainings leave each out by itself, as
    /// in tinker-cookbook, and take no optimizer step where none is left.
    /// </summary>
    /// <value>The default is true.</value>
    public bool KeepsOneConstant { get; init; } = true;

    /// <summary>Compares turns that saw the same screen, too; null not to.</summary>
    public GigpoOptions? Gigpo { get; init; }

    /// <summary>Whether rollouts may have gone on from another one of their group.</summary>
    public bool HasSiblings { get; init; }

    /// <summary>What an advantage among those that went on from one state counts beside that of the whole rollout.</summary>
    /// <value>The default is 1.</value>
    public double BranchWeight { get; init; } = 1;
}
