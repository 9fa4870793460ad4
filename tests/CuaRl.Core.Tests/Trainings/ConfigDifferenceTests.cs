using System.Text;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Tests.Trainings;

public sealed class ConfigDifferenceTests
{
    [Fact]
    public void Between_Configurations_AreTheSettingsThatDiffer()
    {
        var differences = ConfigDifference.Between(
            Json("""{"lr":1e-5,"seed":0,"tasks":{"limit":5,"source_type":"demo_eval"},"name":"a","old":null}"""),
            Json("""{"seed":1,"lr":0.00001,"tasks":{"source_type":"demo_eval","limit":5},"name":"\u0061"}"""),
            Json("""{"seed":0,"lr":1E-05,"tasks":{"source_type":"demo_eval","limit":6},"name":"a","old":1}"""));

        Assert.Equal(["old", "seed", "tasks"], differences.Select(difference => difference.Key));
        Assert.Equal("null,,1", string.Join(',', differences[0].Values));
        Assert.Null(differences[0].Values[1]);
        Assert.Equal("0,1,0", string.Join(',', differences[1].Values));
        Assert.Equal("""{"limit":5,"source_type":"demo_eval"}""", differences[2].Values[0]);
    }

    [Fact]
    public void Between_TheSameSettings_IsNothing()
    {
        Assert.Empty(ConfigDifference.Between(
            Json("""{"a":[1,{"b":2,"c":"\"x\\"}]}"""), Json("""{ "a" : [1, {"c":"\u0022x\\","b":2}] }""")));
        Assert.Empty(ConfigDifference.Between(Json("{}"), Json("{}")));
        Assert.Empty(ConfigDifference.Between(Json("""{"a":1}""")));
        Assert.Empty(ConfigDifference.Between());
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":["x,y"]}""", """{"a":["x","y"]}""")]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ud801"}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    public void Between_SettingsThatOnlyLookAlike_NamesThem(string one, string other) =>
        Assert.Equal("a", Assert.Single(ConfigDifference.Between(Json(one), Json(other))).Key);

    [Fact]
    public void Between_WhatIsNoObject_IsRefused() =>
        Assert.Throws<FormatException>(() => ConfigDifference.Between(Json("[]")));

    private static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
