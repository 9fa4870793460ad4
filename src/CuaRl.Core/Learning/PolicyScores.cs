using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Learning;

/// <summary>How likely a policy takes actions that were taken.</summary>
public static class PolicyScores
{
    /// <summary>The log-probability of each target of a datum, in nats, rounded to float32 as those are that were recorded.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="datum">A decision and the candidate that was taken.</param>
    /// <param name="number">Its place, for messages.</param>
    /// <param name="temperature">The temperature that it was sampled at; above 0.</param>
    /// <exception cref="FormatException">It is no decision of this policy.</exception>
    public static double[] Of(SoftmaxPolicy policy, TrainingDatum datum, int number, double temperature)
    {
        var turn = DecidedTurn.Read(datum, number, policy.Shape.Places);
        var targets = new double[datum.Length];
        targets[datum.Actions[0].Start] = (float)policy.LogProbability(turn.Decision, turn.Chosen, temperature);
        return targets;
    }
}
