using System.Text;
using CuaRl.Core.Runs;

namespace CuaRl.Core.Tests.Runs;

public sealed class ConfigOverlayTests
{
    [Theory]
    [InlineData("""{"lr":1e-3,"eps":1}""", """{"lr": 0.010}""", """{"lr": 0.010,"eps":1}""")]
    [InlineData("""{"a" : [1, 2],  "b":{ "c" :1}}""", """{"b":{"d":2},"e":"\u00e9"}""", """{"a" : [1, 2],"b":{"d":2},"e":"\u00e9"}""")]
    [InlineData("""{"n":1e400,"m":-0.0}""", """{"k":9223372036854775808}""", """{"n":1e400,"m":-0.0,"k":9223372036854775808}""")]
    public void Merge_Members_KeepTheirBytes(string settings, string overrides, string expected) =>
        Assert.Equal(expected, Merge(settings, overrides));

    [Theory]
    [InlineData(""" {"a" : 1 } """, "{}", """ {"a" : 1 } """)]
    [InlineData("{ }", """{"a" : 1 }""", """{"a" : 1 }""")]
    [InlineData("{}", "{}", "{}")]
    public void Merge_WithNothing_IsTheOtherByteForByte(string settings, string overrides, string expected) =>
        Assert.Equal(expected, Merge(settings, overrides));

    [Theory]
    [InlineData("""{"lr":1}""", """{"\u006cr":2}""", """{"\u006cr":2}""")]
    [InlineData("""{"\ud800":1,"\n\"":2}""", """{"\uD800":3,"\u000a\u0022":4}""", """{"\uD800":3,"\u000a\u0022":4}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"b":4,"b":5}""", """{"a":3,"b":5}""")]
    public void Merge_NamesThatMeanTheSame_AreOneMemberAndTheLastCounts(string settings, string overrides, string expected) =>
        Assert.Equal(expected, Merge(settings, overrides));

    [Fact]
    public void Merge_InSteps_IsTheSameAsAtOnce()
    {
        var once = Merge(Merge("""{"a":1,"b":1}""", """{"b":2,"c":2}"""), """{"c":3,"d":3}""");

        Assert.Equal(once, Merge("""{"a":1,"b":1}""", Merge("""{"b":2,"c":2}""", """{"c":3,"d":3}""")));
    }

    private static string Merge(string settings, string overrides) => Encoding.UTF8.GetString(
        ConfigOverlay.Merge(Encoding.UTF8.GetBytes(settings), Encoding.UTF8.GetBytes(overrides)));
}
