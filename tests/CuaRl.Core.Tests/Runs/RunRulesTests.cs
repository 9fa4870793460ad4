using CuaRl.Core.Runs;

namespace CuaRl.Core.Tests.Runs;

public sealed class RunRulesTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("a key: 1/2~", true)]
    [InlineData("", false)]
    [InlineData("two\nlines", false)]
    [InlineData("é", false)]
    public void OperationId_HoldsPrintableCharacters(string? id, bool isKept) =>
        Assert.Equal(isKept, RunRules.OperationId(id) is null);

    [Fact]
    public void OperationId_OfTwoHundredCharacters_IsTheLongest()
    {
        Assert.Null(RunRules.OperationId(new string('x', 200)));
        Assert.NotNull(RunRules.OperationId(new string('x', 201)));
    }

    [Theory]
    [InlineData("best so far", true)]
    [InlineData("你", true)]
    [InlineData("a/b", false)]
    [InlineData("a%2Fb", false)]
    [InlineData("", false)]
    public void Tag_IsOnePartOfAPath(string name, bool isKept) => Assert.Equal(isKept, RunRules.Tag(name) is null);

    [Fact]
    public void Name_OfTenThousandCharacters_IsRefused() => Assert.NotNull(RunRules.Name(new string('x', 10_000)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(long.MaxValue, true)]
    [InlineData(-1, false)]
    public void Step_IsZeroOrMore(long step, bool isKept) => Assert.Equal(isKept, RunRules.Step(step) is null);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(-2, false)]
    public void ExpectedHead_IsAStepOrTheOneBeforeTheFirst(long head, bool isKept) =>
        Assert.Equal(isKept, RunRules.ExpectedHead(head) is null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Limit_IsOneToAThousand(int limit, bool isKept) => Assert.Equal(isKept, RunRules.Limit(limit) is null);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("out of memory", true)]
    [InlineData("a\0b", false)]
    public void FailureReason_IsStorableText(string? reason, bool isKept) =>
        Assert.Equal(isKept, RunRules.FailureReason(reason) is null);
}
