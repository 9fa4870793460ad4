namespace CuaRl.Grains.Tests;

public sealed class GrainKeysTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("0.9-z_")]
    [InlineData("01930000-0000-7000-8000-000000000000")]
    public void Simulation_Id_IsTaggedAndComesBack(string id)
    {
        Assert.Equal($"sim:{id}", GrainKeys.Simulation(id));
        Assert.Equal(id, GrainKeys.SimulationId(GrainKeys.Simulation(id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a+b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("\u00e9")]
    [InlineData("\u0660")]
    public void Simulation_OtherCharacters_AreRefused(string id) =>
        Assert.Throws<MalformedIdException>(() => GrainKeys.Simulation(id));

    [Theory]
    [InlineData(GrainKeys.MaxIdLength, true)]
    [InlineData(GrainKeys.MaxIdLength + 1, false)]
    public void Simulation_Length_IsKeptWithinBounds(int length, bool kept) =>
        Assert.Equal(kept, Record.Exception(() => GrainKeys.Simulation(new string('a', length))) is null);

    [Fact]
    public void Keys_Tags_CannotBeReadAsHexadecimal() =>
        Assert.All(
            [GrainKeys.Simulation("f"), GrainKeys.SimulationCatalog],
            key => Assert.Contains(key[..key.IndexOf(':', StringComparison.Ordinal)], c => !char.IsAsciiHexDigit(c)));
}
