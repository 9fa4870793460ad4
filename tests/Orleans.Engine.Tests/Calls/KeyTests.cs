using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> GetKey();
}

public interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> GetKey();
}

internal sealed class GuidKeyGrain : Grain, IGuidKeyGrain
{
    public Task<Guid> GetKey() => Task.FromResult(this.GetPrimaryKey());
}

internal sealed class IntegerKeyGrain : Grain, IIntegerKeyGrain
{
    public Task<long> GetKey() => Task.FromResult(this.GetPrimaryKeyLong());
}

[Collection(EngineSuite.Name)]
public sealed class KeyTests(EngineCluster engine)
{
    [Fact]
    public async Task GuidKey_OfAGrain_IsThatOfItsReference()
    {
        var key = new Guid("3b241101-e2bb-4255-8caf-4136c566a962");
        var grain = engine.Client.GetGrain<IGuidKeyGrain>(key);
        Assert.Equal(key, await grain.GetKey());
        Assert.Equal(key, grain.GetPrimaryKey());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task IntegerKey_OfAGrain_IsThatOfItsReference(long key)
    {
        var grain = engine.Client.GetGrain<IIntegerKeyGrain>(key);
        Assert.Equal(key, await grain.GetKey());
        Assert.Equal(key, grain.GetPrimaryKeyLong());
    }

    [Fact]
    public void Reference_ByItsId_IsTheSameGrain()
    {
        var grain = engine.Client.GetGrain<ICallGrain>(EngineCluster.NewKey());
        var id = grain.GetGrainId();
        Assert.Equal(grain, engine.Client.GetGrain<ICallGrain>(id));
        Assert.Equal(id, GrainId.Parse(id.ToString()));
    }

    [Fact]
    public async Task StatelessWorkers_CalledTwiceAtOnce_WorkSideBySide()
    {
        var gate = EngineCluster.NewKey();
        var workers = engine.Client.GetGrain<IWorkerGrain>(0);
        var waits = workers.Wait(gate);
        var opener = await workers.Open(gate);
        Assert.NotEqual(opener, await waits);
    }
}
