using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Learning;

/// <summary>
/// A policy in training: its weights, its optimizer, and the gradient that the next step takes. The same calls in the same order
/// make the same bits. One caller at a time.
/// </summary>
public sealed class PolicyLearner
{
    private readonly PolicyGradient _gradient;

    /// <summary>A policy before its first step.</summary>
    /// <param name="shape">How it is made.</param>
    /// <param name="seed">What a hidden layer's first weights follow from.</param>
    public PolicyLearner(PolicyShape shape, ulong seed)
        : this(SoftmaxPolicy.Create(shape, seed), new AdamOptimizer(shape))
    {
    }

    /// <summary>A policy where a checkpoint left it; with an optimizer before its first step when that holds none.</summary>
    public PolicyLearner(PolicyCheckpoint checkpoint)
        : this(checkpoint.Policy, checkpoint.Optimizer ?? new AdamOptimizer(checkpoint.Policy.Shape))
    {
    }

    private PolicyLearner(SoftmaxPolicy policy, AdamOptimizer optimizer) =>
        (Policy, Optimizer, _gradient) = (policy, optimizer, new PolicyGradient(policy.Shape));

    /// <summary>The policy, which the next step changes.</summary>
    public SoftmaxPolicy Policy { get; }

    private AdamOptimizer Optimizer { get; }

    /// <summary>How many steps were taken.</summary>
    public long Steps => Optimizer.Steps;

    /// <summary>The same weights and optimizer with no gradient; training of one does not change the other.</summary>
    public PolicyLearner Copy() => new(Policy.Copy(), Optimizer.Copy());

    /// <summary>Weights and optimizer as they are now, to be written before the next step. A gradient is not part of it.</summary>
    public PolicyCheckpoint ToCheckpoint() => new(Policy, Optimizer);

    /// <summary>
    /// Adds the gradient of a loss over datums, each a decision and the candidate that was taken. The learner's log-probabilities
    /// are rounded to float32, as those are that were recorded: so the ratio of a policy to itself is exactly 1.
    /// </summary>
    /// <param name="datums">The datums; those of one rollout follow each other.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="temperature">The temperature that their actions were sampled at; above 0.</param>
    /// <exception cref="FormatException">A datum is no decision of this policy; nothing was added.</exception>
    /// <exception cref="GrpoException">No action is to be trained on, or a loss is not finite; nothing was added.</exception>
    /// <exception cref="NonFiniteGradientException">A derivative is too large; nothing was added.</exception>
    public BatchLoss Add(IReadOnlyList<TrainingDatum> datums, LossOptions loss, double temperature)
    {
        var (weights, logs) = (LossWeights.Of(loss, datums), new double[datums.Count][]);
        var (learner, derivatives, sum, tally) = (new double[datums.Count], new double[datums.Count], 0.0, new PolicyTally());
        for (var i = 0; i < logs.Length; i++)
        {
            var turn = DecidedTurn.Read(datums[i], i, Policy.Shape.Places);
            Policy.LogProbabilities(turn.Decision, temperature, logs[i] = new double[turn.Decision.Count]);
            learner[i] = (float)logs[i][turn.Chosen];
            if (!turn.IsMasked)
            {
                var token = PolicyLosses.OfToken(loss, learner[i], turn.Sampled, turn.Advantage);
                sum += weights[i] * Finite(token, loss, i, learner[i], turn).Value;
                derivatives[i] = weights[i] * token.Derivative;
                PolicyGradient.ScaleOf(derivatives[i], learner[i], temperature);
                tally.Add(learner[i], turn.Sampled, token.IsClipped);
                tally.AddEntropy(Entropy(logs[i]));
            }
        }

        var metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = sum };
        tally.AddTo(metrics);
        for (var i = 0; i < logs.Length; i++)
        {
            // Read once more rather than kept: a batch's decisions are far larger than all else here.
            if (derivatives[i] != 0)
            {
                var turn = DecidedTurn.Read(datums[i], i, Policy.Shape.Places);
                _gradient.Add(Policy, turn.Decision, logs[i], turn.Chosen, derivatives[i], temperature);
            }
        }

        return new BatchLoss(learner, metrics);
    }

    /// <summary>Adds the gradient of the cross entropy of demonstrated turns, the mean over them.</summary>
    internal void AddDemonstrated(IReadOnlyList<(Decision Decision, int Chosen)> turns)
    {
        foreach (var (decision, chosen) in turns)
        {
            _gradient.Add(Policy, decision, chosen, -1.0 / turns.Count, 1);
        }
    }

    /// <summary>Takes a step with the gradient so far, which is zero then.</summary>
    /// <returns>The gradient's length.</returns>
    /// <exception cref="ArgumentException">A setting is wrong.</exception>
    /// <exception cref="NonFiniteGradientException">The gradient is not finite; nothing was changed.</exception>
    public double Step(AdamSettings settings)
    {
        var norm = Optimizer.Step(Policy, _gradient, settings);
        _gradient.Clear();
        return norm;
    }

    private static TokenLoss Finite(TokenLoss token, LossOptions loss, int datum, double learner, in DecidedTurn turn) =>
        double.IsFinite(token.Value) && double.IsFinite(token.Derivative)
            ? token
            : throw GrpoErrors.LossNotFinite(PolicyLosses.Names.NameOf(loss.Loss), datum, learner, turn.Sampled);

    private static double Entropy(double[] logs)
    {
        var sum = 0.0;
        foreach (var log in logs)
        {
            sum -= double.IsNegativeInfinity(log) ? 0 : Math.Exp(log) * log;
        }

        return sum;
    }
}
