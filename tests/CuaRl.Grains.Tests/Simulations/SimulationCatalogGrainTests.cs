using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Simulations;

public sealed class SimulationCatalogGrainTests(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task List_Page_AsksTheIndexForIt()
    {
        await host.Grains.GetSimulationCatalog().List(7, 30);

        Assert.Contains((7, 30), host.Index.Asked);
    }

    [Theory]
    [InlineData(-1, 10, "skip")]
    [InlineData(0, 0, "limit")]
    [InlineData(0, 1001, "limit")]
    public async Task List_OutOfRange_IsRefusedByField(int skip, int limit, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => host.Grains.GetSimulationCatalog().List(skip, limit));

        Assert.Equal(field, error.Field);
        Assert.DoesNotContain((skip, limit), host.Index.Asked);
    }
}
