using CuaRl.Core.Ids;

namespace CuaRl.Core.Tests.Ids;

public sealed class DerivedIdTests
{
    // Frozen: stored ids follow from it. Made with: printf 'simulation\0demo\0' | sha256sum, then version 8 and variant 2.
    [Fact]
    public void From_KnownParts_GivesTheFrozenId() =>
        Assert.Equal("9e7aa513-b41f-84c4-8e26-783e36f4ca4e", DerivedId.From("simulation", "demo"));

    [Fact]
    public void From_SameCharactersCutOtherwise_GivesOtherIds() =>
        Assert.NotEqual(DerivedId.From("ab", "c"), DerivedId.From("a", "bc"));

    [Fact]
    public void From_AnyParts_IsAVersion8Uuid()
    {
        var id = Guid.Parse(DerivedId.From("training", "7", "3"));

        Assert.Equal(8, id.Version);
        Assert.InRange(id.Variant, 8, 11);
    }
}
