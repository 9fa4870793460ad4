namespace CuaRl.Core.Grpo.Losses;

/// <summary>
/// Estimates from one token of the divergence KL(q || p) between the policy q that it was sampled from and another one p, in
/// nats. See Schulman, "Approximating KL Divergence".
/// </summary>
public static class KlEstimates
{
    private const double MostDifference = 20;
    private const double MostEstimate = 10;

    /// <summary>q - p: unbiased, of high variance.</summary>
    public static double K1(double sampled, double other) => sampled - other;

    /// <summary>(q - p)^2 / 2: biased, of low variance.</summary>
    public static double K2(double sampled, double other) => 0.5 * (sampled - other) * (sampled - other);

    /// <summary>
    /// exp(p - q) - (p - q) - 1: never negative; p - q is held within 20 and the estimate within 10, as in verl and SkyRL.
    /// </summary>
    public static double K3(double sampled, double other)
    {
        var difference = Math.Clamp(other - sampled, -MostDifference, MostDifference);
        return Math.Clamp(Math.Exp(difference) - difference - 1, -MostEstimate, MostEstimate);
    }
}
