using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

[Collection(EngineSuite.Name)]
public sealed class RequestContextTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ICallGrain Grain => engine.Client.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Value_SetByTheCaller_FlowsDownAndNotBack()
    {
        RequestContext.Set("who", "test");
        var seen = await Grain.RelayContext(EngineCluster.NewKey(), "who");
        Assert.Equal(("test", "test relayed"), (seen[0], seen[1]));
        Assert.Equal("test", RequestContext.Get("who"));
    }

    [Fact]
    public async Task Value_Removed_IsNotSent()
    {
        RequestContext.Set("who", "test");
        Assert.Equal("test", await Grain.GetContext("who"));
        Assert.True(RequestContext.Remove("who"));
        Assert.Null(await Grain.GetContext("who"));
    }

    [Fact]
    public async Task Value_OfOneCall_IsUnknownToAnother()
    {
        RequestContext.Set("who", "test");
        await Grain.RelayContext(EngineCluster.NewKey(), "who");
        RequestContext.Clear();
        Assert.Null(await Grain.GetContext("who"));
    }
}
