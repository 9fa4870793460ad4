namespace CuaRl.Core.Grpo.Losses;

/// <summary>The loss of one token.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Derivative">Its derivative with respect to the learner's log-probability.</param>
/// <param name="IsClipped">
/// The ratio was clipped: for ppo the clipped term is the one taken, for cispo the ratio lies outside the bounds.
/// </param>
public readonly record struct TokenLoss(double Value, double Derivative, bool IsClipped = false);
