using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;

namespace CuaRl.TestKit.Tinker.Model;

/// <summary>A model in training at the server: the embedded policy, trained token by token.</summary>
internal sealed class ServedModel(PolicyCheckpoint from)
{
    private readonly SoftmaxPolicy _policy = from.Policy.Copy();
    private readonly AdamOptimizer _optimizer = from.Optimizer?.Copy() ?? new AdamOptimizer(from.Policy.Shape);
    private PolicyGradient _gradient = new(from.Policy.Shape);

    /// <summary>Weights and optimizer as bytes.</summary>
    public byte[] Save() => new PolicyCheckpoint(_policy, _optimizer).Write();

    /// <summary>The weights as they are now.</summary>
    public SoftmaxPolicy Fix() => _policy.Copy();

    /// <summary>Adds the gradient of a loss that is summed over tokens.</summary>
    /// <returns>Its value, and for each datum the logarithm of each target's probability, 0 for what the model did not say.</returns>
    public (double Loss, double[][] Logs) Add(IReadOnlyList<ServedDatum> datums, LossOptions loss)
    {
        var (sum, logs) = (0.0, new double[datums.Count][]);
        for (var i = 0; i < logs.Length; i++)
        {
            var conversation = ByteConversation.Read(datums[i].Elements);
            var odds = ServedPolicy.Read(_policy, conversation, 1);
            logs[i] = new double[conversation.Positions - 1];
            for (var turn = 0; turn < odds.Length; turn++)
            {
                sum += Add(datums[i], conversation.Turns[turn], odds[turn], loss, logs[i]);
            }
        }

        return (sum, logs);
    }

    /// <summary>Takes an optimizer step.</summary>
    /// <returns>The gradient's length.</returns>
    public double Step(AdamSettings settings)
    {
        var norm = _optimizer.Step(_policy, _gradient, settings);
        _gradient = new PolicyGradient(_policy.Shape);
        return norm;
    }

    private double Add(ServedDatum datum, ReadTurn turn, AnswerOdds odds, LossOptions loss, double[] into)
    {
        var own = odds.LogProbabilities(turn.Said);
        var (sum, derivatives) = (0.0, new double[own.Length]);
        for (var i = 0; i < own.Length; i++)
        {
            // The target before a position is the token at it.
            var place = turn.Start + i - 1;
            into[place] = (float)own[i];
            var token = PolicyLosses.OfToken(loss, into[place], datum.Sampled[place], datum.Advantages[place]);
            (sum, derivatives[i]) = (sum + token.Value, token.Derivative);
        }

        var byScore = odds.ByScore(turn.Said, derivatives);
        for (var candidate = 0; candidate < byScore.Length; candidate++)
        {
            // They sum to 0, so that what each adds for all of them cancels out.
            if (byScore[candidate] != 0)
            {
                _gradient.Add(_policy, odds.Decision, candidate, byScore[candidate], 1);
            }
        }

        return sum;
    }
}
