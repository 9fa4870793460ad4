using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Tests.Hosting;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("A=1", "A", "1")]
    [InlineData("  export A = 1 ", "A", "1")]
    [InlineData("A=", "A", "")]
    [InlineData("A=b=c", "A", "b=c")]
    [InlineData("A=\"x # y\"  # comment", "A", "x # y")]
    [InlineData("A='it is $HOME'", "A", "it is $HOME")]
    [InlineData("A=x # comment", "A", "x")]
    [InlineData("A=x#y", "A", "x#y")]
    public void Parse_Line_GivesNameAndValue(string line, string name, string value) =>
        Assert.Equal([new(name, value)], DotEnv.Parse(".env", [line]));

    [Fact]
    public void Parse_CommentsAndBlankLines_ArePassedOver() =>
        Assert.Equal([new("A", "1")], DotEnv.Parse(".env", ["# A=0", "", "   ", "A=1"]));

    [Theory]
    [InlineData("no equals sign, s3cret")]
    [InlineData("=s3cret")]
    [InlineData("A B=s3cret")]
    [InlineData("A=\"s3cret")]
    public void Parse_WrongLine_IsNamedByNumberAndNotShown(string line)
    {
        var error = Assert.Throws<ConfigurationException>(() => DotEnv.Parse(".env", ["OK=1", line]).ToList());

        Assert.Contains(".env, line 2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }
}
