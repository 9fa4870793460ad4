namespace CuaRl.Core.Policies;

/// <summary>How Adam steps.</summary>
public sealed record AdamSettings
{
    /// <summary>How far a step goes. Default 0.005, which suits this policy.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>How much of the mean of gradients is kept in a step. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of the mean of their squares is kept in a step. Default 0.95, as GRPO loops on Tinker send it.</summary>
    public double Beta2 { get; init; } = 0.95;

    /// <summary>What is added to the root of that mean. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>What is wrong with them, as a sentence; null when nothing is.</summary>
    public string? Problem() =>
        !(LearningRate >= 0) || double.IsInfinity(LearningRate) ? "learning_rate: must be a number, not negative"
        : !(Beta1 >= 0 && Beta1 < 1) ? "beta1: must be at least 0 and below 1"
        : !(Beta2 >= 0 && Beta2 < 1) ? "beta2: must be at least 0 and below 1"
        : !(Epsilon > 0) || double.IsInfinity(Epsilon) ? "eps: must be above 0"
        : null;
}
