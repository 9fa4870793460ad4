using CuaRl.Core.Policies;

namespace CuaRl.TestKit.Tinker.Model;

/// <summary>
/// How likely a policy says what, byte by byte: the probability of the next byte after some is that of the answers that go on so, among
/// those that begin so. It is exact, and so are the derivatives by the policy's scores.
/// </summary>
internal sealed class AnswerOdds
{
    private readonly double[] _odds;

    public AnswerOdds(SoftmaxPolicy policy, Decision decision, ScreenAnswers answers, double temperature)
    {
        (Decision, Answers) = (decision, answers);
        var logs = new double[decision.Count];
        policy.LogProbabilities(decision, temperature, logs);
        _odds = [.. logs.Select(Math.Exp)];
    }

    public Decision Decision { get; }

    public ScreenAnswers Answers { get; }

    /// <summary>The logarithm of each token's probability after those before it.</summary>
    /// <exception cref="FormatException">The model does not say that.</exception>
    public double[] LogProbabilities(ReadOnlySpan<int> said)
    {
        var logs = new double[said.Length];
        Walk(said, (place, before, after, _, _) => logs[place] = Math.Log(after / before));
        return logs;
    }

    /// <summary>
    /// The derivative of a loss by each candidate's score. With M the odds of the answers that begin as what was said so far, the logarithm of a
    /// token's probability is log M' - log M, and d log M / d score j = P_j (1[j begins so] / M - 1).
    /// </summary>
    /// <param name="said">What was said.</param>
    /// <param name="derivatives">The derivative of the loss by the logarithm of each token's probability.</param>
    public double[] ByScore(ReadOnlySpan<int> said, double[] derivatives)
    {
        var byScore = new double[_odds.Length];
        Walk(said, (place, before, after, old, kept) =>
        {
            foreach (var candidate in old)
            {
                byScore[candidate] -= derivatives[place] * _odds[candidate] / before;
            }

            foreach (var candidate in kept)
            {
                byScore[candidate] += derivatives[place] * _odds[candidate] / after;
            }
        });
        return byScore;
    }

    /// <summary>Follows what was said: at each token the odds of the answers before and after it, where they differ, and which those are.</summary>
    private void Walk(ReadOnlySpan<int> said, Action<int, double, double, List<int>, List<int>> step)
    {
        var (left, mass) = (Enumerable.Range(0, _odds.Length).ToList(), 1.0);
        for (var place = 0; place < said.Length; place++)
        {
            var kept = new List<int>(left.Count);
            var odds = 0.0;
            foreach (var candidate in left)
            {
                if (place < Answers.Tokens[candidate].Length && Answers.Tokens[candidate][place] == said[place])
                {
                    kept.Add(candidate);
                    odds += _odds[candidate];
                }
            }

            if (kept.Count == 0)
            {
                throw new FormatException($"token {place} of what was said is nothing that this model says to this screen");
            }

            if (kept.Count < left.Count)
            {
                step(place, mass, odds, left, kept);
                (left, mass) = (kept, odds);
            }
        }
    }
}
