using CuaRl.Core.Policies;

namespace CuaRl.Core.Tests.Policies;

public sealed class DecisionTokensTests
{
    private const int Places = 1 << DecisionBuilder.UsualFeatureBits;

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameDecisionAndProbabilitiesBitByBit()
    {
        var policy = SampleDecisions.Trained(new PolicyShape());
        foreach (var turn in SampleDecisions.Demonstrated("train_10_timeout_30s").Turns)
        {
            var tokens = turn.Decision.Tokens.ToArray();

            var read = DecisionTokens.Read(tokens, Places);

            Assert.Equal(turn.Decision.Count, read.Count);
            Assert.All(
                Enumerable.Range(0, read.Count),
                i => Assert.Equal(turn.Decision.FeaturesOf(i).ToArray(), read.FeaturesOf(i).ToArray()));
            Assert.Equal(policy.LogProbability(turn.Decision, turn.Chosen, 0.7), policy.LogProbability(read, turn.Chosen, 0.7));
        }
    }

    [Fact]
    public void Tokens_OfADecision_CountAllThenCandidatesThenFeaturesOfEach() =>
        Assert.Equal([8, 3, 1, 7, 0, 2, 300, 0], new Decision([7, 300, 0], [1, 1, 3]).Tokens.ToArray());

    [Fact]
    public void Tokens_OfTheTurnsOfAnEpisode_AreNeverTheBeginningOfOthers()
    {
        var observations = SampleDecisions.Demonstrated("train_22_download_gbox_logo").Turns
            .Select(turn => turn.Decision.Tokens.ToArray()).ToArray();

        Assert.All(observations, one => Assert.DoesNotContain(
            observations, other => other.Length > one.Length && other.AsSpan().StartsWith(one)));
        Assert.All(observations, one => Assert.All(one, token => Assert.True(token >= 0)));
    }

    [Theory]
    [InlineData("has 0 tokens")]
    [InlineData("has 1 tokens", 1)]
    [InlineData("has 4 tokens, and the first is 5", 5, 1, 1, 7)]
    [InlineData("0 candidates", 2, 0)]
    [InlineData("-1 candidates", 2, -1)]
    [InlineData("2 candidates in 3 tokens", 3, 2, 0)]
    [InlineData("257 candidates", 4, 257, 0, 0)]
    [InlineData("candidate 0 has more features", 4, 1, 2, 7)]
    [InlineData("candidate 0 has more features", 4, 1, -2, 7)]
    [InlineData("candidate 1 has more features", 6, 2, 1, 7, 5, 7)]
    [InlineData("at 512 of 512 places", 4, 1, 1, 512)]
    [InlineData("at -3 of 512 places", 4, 1, 1, -3)]
    [InlineData("1 tokens are left over", 4, 1, 0, 9)]
    public void Read_OfTokensThatAreNoDecision_SaysWhy(string why, params int[] tokens)
    {
        var error = Assert.Throws<FormatException>(() => DecisionTokens.Read(tokens, 512));

        Assert.StartsWith("decision: cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}
