using CuaRl.Core.Runs;

namespace CuaRl.Core.Tests.Runs;

public sealed class StateRulesTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Count_IsOneToFourThousandNinetySix(int count, bool isKept) => Assert.Equal(isKept, StateRules.Count(count) is null);

    [Theory]
    [InlineData(16 * 1024 * 1024, true)]
    [InlineData(16 * 1024 * 1024 + 1, false)]
    public void JsonBytes_OfAState_AreAtMostSixteenMebibytes(long bytes, bool isKept) =>
        Assert.Equal(isKept, StateRules.JsonBytes(bytes) is null);

    [Theory]
    [InlineData(null, true)]
    [InlineData(-0.0, true)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Reward_IsFinite(double? reward, bool isKept) => Assert.Equal(isKept, StateRules.Reward(reward) is null);

    [Theory]
    [InlineData(new float[0], 3, true)]
    [InlineData(new[] { -1f, -2f }, 2, true)]
    [InlineData(new[] { -1f, -2f }, 3, false)]
    [InlineData(new[] { float.NegativeInfinity }, 1, false)]
    [InlineData(new[] { float.NaN }, 1, false)]
    public void LogProbabilities_AreAsManyAsTokensOrNone(float[] values, int tokens, bool isKept) =>
        Assert.Equal(isKept, StateRules.LogProbabilities(values, tokens) is null);

    [Theory]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", true)]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", false)]
    [InlineData("e3b0", false)]
    [InlineData(null, false)]
    public void Blob_IsNamedByItsHash(string? sha256, bool isKept) => Assert.Equal(isKept, StateRules.Blob(sha256) is null);
}
