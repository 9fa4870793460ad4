using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

[Collection(EngineSuite.Name)]
public sealed class CallTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ICallGrain Grain => engine.Client.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Call_OfEachReturnKind_Answers()
    {
        Assert.Equal(5, await Grain.Add(2, 3));
        await Grain.Note("noted");
        Assert.Equal(["noted"], Diary.Of(_key));
        Assert.Equal("box", (await Grain.Echo(new() { Name = "box" })).Name);
    }

    [Fact]
    public async Task Argument_ChangedAfterTheCall_IsNotChangedInTheGrain()
    {
        var parcel = new Parcel { Name = "box", Items = ["one"] };
        await Grain.Swap(parcel);
        parcel.Items.Add("two");
        Assert.Equal(["one"], (await Grain.Swap(parcel))!.Items);
    }

    [Fact]
    public async Task Result_ChangedByTheCaller_IsNotChangedInTheGrain()
    {
        var mine = await Grain.Echo(new() { Name = "box", Items = ["one"] });
        await Grain.Swap(mine);
        var theirs = await Grain.Swap(mine);
        theirs!.Items.Add("two");
        Assert.Equal(["one"], (await Grain.Swap(mine))!.Items);
    }

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 8)]
    public async Task Exception_OfAGrain_ReachesTheCallerWithItsData(bool isAsync, int code)
    {
        var failure = await Assert.ThrowsAsync<ParcelException>(
            () => isAsync ? Grain.Fail("torn") : Grain.FailBeforeAwait("torn"));
        Assert.Equal(("torn", code), (failure.Message, failure.Code));
    }

    [Fact]
    public async Task OneWay_WhileTheMethodRuns_IsDoneForTheCaller()
    {
        await Grain.Send(_key);
        Assert.Empty(Diary.Of(_key));
        Gate.Open(_key);
        await Diary.Holds(_key, "sent");
    }

    [Fact]
    public async Task OneWay_ThatFails_TellsTheCallerNothing()
    {
        await Grain.SendFailing();
        await Diary.Holds(_key, "fails");
    }

    [Fact]
    public async Task ResponseTimeout_Passed_ThrowsWhileTheCallGoesOn()
    {
        // On a busy machine a call may be over before it is begun: then it is another's turn.
        var key = await Eventually.GivesAsync("a call starts in time", async () =>
        {
            var key = EngineCluster.NewKey();
            await Assert.ThrowsAsync<TimeoutException>(() => engine.Client.GetGrain<ICallGrain>(key).WaitTooLong(key));
            return Diary.Of(key).Length > 0 ? key : null;
        });
        Assert.Equal(["starts"], Diary.Of(key));
        Gate.Open(key);
        await Diary.Holds(key, "ends");
    }

    [Fact]
    public async Task ResponseTimeout_PassedInTheQueue_CallNeverRuns()
    {
        var other = $"{_key} other";
        var waits = Grain.Wait(other);
        await Diary.Holds(_key, "starts");
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.WaitTooLong(_key));
        Gate.Open(other);
        await waits;
        await Grain.Note("after");
        Assert.Equal(["starts", "ends", "after"], Diary.Of(_key));
    }

    [Fact]
    public async Task CallChain_ComingBackWithLeave_IsLetIn() =>
        Assert.Equal(23, await Grain.CallBack(EngineCluster.NewKey()));

    [Fact]
    public async Task CallChain_ComingBackWithoutLeave_TimesOut() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.CallBackInVain(EngineCluster.NewKey()));

    [Fact]
    public async Task Reference_AsAnArgumentOrResult_IsTheSameGrain()
    {
        var self = await Grain.GetSelf();
        Assert.Equal(Grain, self);
        Assert.Equal(_key, self.GetPrimaryKeyString());
        Assert.Equal(5, await self.Add(2, 3));
        Assert.Equal(23, await engine.Client.GetGrain<ICallGrain>(EngineCluster.NewKey()).Bounce(self));
    }
}
