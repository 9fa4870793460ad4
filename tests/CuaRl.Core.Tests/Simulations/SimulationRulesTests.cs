using System.Text;
using CuaRl.Core.Simulations;

namespace CuaRl.Core.Tests.Simulations;

public sealed class SimulationRulesTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(SimulationRules.MaxNameLength, true)]
    [InlineData(0, false)]
    [InlineData(SimulationRules.MaxNameLength + 1, false)]
    public void Name_Length_IsKeptWithinBounds(int length, bool kept) =>
        Assert.Equal(kept, SimulationRules.Name(new string('n', length)) is null);

    [Fact]
    public void Name_NotStorable_IsRefused() => Assert.NotNull(SimulationRules.Name("a\0b"));

    [Fact]
    public void Name_Missing_IsRefused() => Assert.NotNull(SimulationRules.Name(null));

    [Fact]
    public void Description_Missing_IsKept() => Assert.Null(SimulationRules.Description(null));

    [Theory]
    [InlineData(SimulationRules.MaxDescriptionLength, true)]
    [InlineData(SimulationRules.MaxDescriptionLength + 1, false)]
    public void Description_Length_IsKeptWithinBounds(int length, bool kept) =>
        Assert.Equal(kept, SimulationRules.Description(new string('d', length)) is null);

    [Theory]
    [InlineData("{}", true)]
    [InlineData(" {\"a\": [1]} ", true)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("\"text\"", false)]
    public void JsonObject_Kind_MustBeAnObject(string json, bool kept) =>
        Assert.Equal(kept, SimulationRules.JsonObject(Encoding.UTF8.GetBytes(json)) is null);

    [Theory]
    [InlineData(SimulationRules.MaxJsonBytes, true)]
    [InlineData(SimulationRules.MaxJsonBytes + 1, false)]
    public void JsonValue_Size_IsKeptWithinBounds(int bytes, bool kept) =>
        Assert.Equal(kept, SimulationRules.JsonValue(Encoding.UTF8.GetBytes('"' + new string('j', bytes - 2) + '"')) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void Skip_Number_MustNotBeNegative(int skip, bool kept) => Assert.Equal(kept, SimulationRules.Skip(skip) is null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(SimulationRules.MaxPage, true)]
    [InlineData(SimulationRules.MaxPage + 1, false)]
    public void Limit_Number_IsKeptWithinBounds(int limit, bool kept) =>
        Assert.Equal(kept, SimulationRules.Limit(limit) is null);
}
