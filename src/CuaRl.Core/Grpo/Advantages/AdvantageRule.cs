namespace CuaRl.Core.Grpo.Advantages;

/// <summary>How a member's advantage A follows from its reward r, with mean and deviation over the group's n counted members.</summary>
/// <remarks>
/// The libraries disagree on divisor, epsilon and groups of one; each value here is one library's rule. A group whose rewards
/// are all the same, of two members or more, has advantage exactly 0 by every rule.
/// </remarks>
public enum AdvantageRule
{
    /// <summary>A = r - mean, a group of one has 0: tinker-cookbook's <c>compute_advantages</c>, TRL's <c>none</c>.</summary>
    Center,

    /// <summary>A = (r - mean) / (std + 1e-6) with the sample deviation (n - 1); a group of one r / (1 + 1e-6): verl's <c>grpo</c>.</summary>
    Std,

    /// <summary>A = (r - mean) / (std + 1e-4) with the sample deviation; a group of one 0: TRL's <c>group</c>.</summary>
    TrlStd,

    /// <summary>
    /// A = (r - mean) / (std + 1e-8) with the population deviation (n); 0 where that is below 0.05, and for a group of one:
    /// cua_rl's <c>calculate_grpo_advantages</c>.
    /// </summary>
    PopulationStd,

    /// <summary>A = r - mean of the others = n / (n - 1) * (r - mean); a group of one r: verl's <c>rloo</c>.</summary>
    LeaveOneOut,

    /// <summary>A = r - mean, a group of one r: verl's <c>grpo</c> without deviation. Dr.GRPO's loss is summed by constant length.</summary>
    DrGrpo,

    /// <summary>
    /// A = (r - mean) / (mean + 1e-6); a group of one r: SkyRL's <c>maxrl</c>. For rewards that are not negative: a mean below 0
    /// turns the sign.
    /// </summary>
    MaxRl,
}
