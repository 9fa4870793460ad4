namespace CuaRl.Core.Grpo.Losses;

/// <summary>
/// The loss of one action token, with p the learner's log-probability of it, q the sampler's, A its advantage and ratio
/// r = exp(p - q): Tinker's loss functions.
/// </summary>
public enum PolicyLoss
{
    /// <summary>-r A.</summary>
    ImportanceSampling,

    /// <summary>-min(r A, clamp(r, low, high) A).</summary>
    Ppo,

    /// <summary>-clamp(r, low, high) p A, with nothing flowing through the clamped ratio.</summary>
    Cispo,

    /// <summary>-p w, with the advantage as weight w: for cloning demonstrations.</summary>
    CrossEntropy,

    /// <summary>-(p A - beta / 2 (p - q)^2).</summary>
    Dro,
}
