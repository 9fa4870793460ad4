using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>GBox is asked no more often than it may be, for boxes of all types together.</summary>
public sealed class GBoxPaceTests : IAsyncLifetime
{
    private static readonly RateLimit Plenty = new(1_000, 1_000);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly StoppedTime _time = new();
    private ScriptedServer? _server;

    private ScriptedServer Server => _server!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        Server.Reply = ScriptedGBox.Reply;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Turns_BeyondTheLimit_ComeInOrderAsItAllows()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 2), _time);
        var turns = Enumerable.Range(0, 4).Select(_ => pace.TurnAsync(Longest, default)).ToArray();

        Assert.Equal([true, true, false, false], turns.Select(turn => turn.IsCompleted));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(turns[2].IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await turns[2]);
        await Eventually.HoldsAsync("the last one waits", () => Task.FromResult(_time.Waiting == 1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turns[3]);
    }

    [Fact]
    public async Task Turn_HeldUpWhileItWaits_WaitsOnOrIsGivenUp()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 1), _time);
        Assert.Null(await pace.TurnAsync(Longest, default));
        var second = pace.TurnAsync(Longest, default);
        pace.Hold(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync("it waits on", () => Task.FromResult(_time.Waiting == 1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await second);

        var third = pace.TurnAsync(Longest, default);
        pace.Hold(TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(59), await third);
        Assert.Equal(TimeSpan.FromSeconds(59), await pace.TurnAsync(Longest, default));
    }

    [Fact]
    public async Task Turn_GivenUpByWhoWaits_HoldsUpNobody()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 1), _time);
        using var gone = new CancellationTokenSource();
        Assert.Null(await pace.TurnAsync(Longest, default));
        var second = pace.TurnAsync(Longest, gone.Token);
        var third = pace.TurnAsync(Longest, default);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Eventually.HoldsAsync("the next one waits", () => Task.FromResult(_time.Waiting == 1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await third);
    }

    [Fact]
    public async Task Creations_BeyondTheLimit_AreNotSentWhileBoxesGoOnBeingUsed()
    {
        var driver = Driver(creations: new(PerSecond: 0.01, Burst: 1));
        await driver.CreateAsync(Request("a"), default);

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.CreateAsync(Request("b"), default));
        await driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Tap(new(1, 2)), default);

        Assert.Equal((TimeSpan.FromSeconds(100), 1), (error.RetryAfter, Made));
        _time.Advance(TimeSpan.FromSeconds(100));
        await driver.CreateAsync(Request("b"), default);
        Assert.Equal(2, Made);
    }

    [Fact]
    public async Task Call_ThatWouldWaitTooLong_IsNotSentAndSaysWhenToComeAgain()
    {
        var driver = Driver(calls: new(PerSecond: 0.05, Burst: 1));
        await driver.FindAsync(ScriptedGBox.BoxId, default);

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(
            () => driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Tap(new(1, 2)), default));

        Assert.Equal(TimeSpan.FromSeconds(20), error.RetryAfter);
        Assert.Contains("this one was not sent", error.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Turn_BehindOneThatWaitsLonger_IsGivenUpInItsTime()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 1), _time);
        Assert.Null(await pace.TurnAsync(Longest, default));
        var ahead = pace.TurnAsync(TimeSpan.FromMinutes(1), default);
        var behind = pace.TurnAsync(TimeSpan.FromSeconds(4), default);
        pace.Hold(TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(27), await behind);
        _time.Advance(TimeSpan.FromSeconds(26));
        Assert.Null(await ahead);
    }

    [Fact]
    public async Task Call_PutOffAgainAndAgain_WaitsNoLongerInAllThanItMay()
    {
        Server.Reply = _ => new ScriptedReply(429, "", ("retry-after-ms", "3000"));
        var finding = Driver().ScreenshotAsync(ScriptedGBox.BoxId, default);
        await Eventually.HoldsAsync("it waits as it was told", () => Task.FromResult(_time.Next == TimeSpan.FromSeconds(3)));

        _time.Advance(TimeSpan.FromSeconds(3));

        // One more such pause would be 6 s of the 4 s that there are.
        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => finding.WaitAsync(Eventually.Patience));
        Assert.Equal((TimeSpan.FromSeconds(3), 2), (error.RetryAfter, Server.Requests.Count));
    }

    [Fact]
    public async Task Call_ThatWaitedForItsTurn_HasLessLeftForWhatGBoxAsks()
    {
        var driver = Driver(calls: new(PerSecond: 0.5, Burst: 1));
        await driver.FindAsync(ScriptedGBox.BoxId, default);
        Server.Reply = _ => new ScriptedReply(429, "", ("retry-after-ms", "2500"));
        var finding = driver.FindAsync(ScriptedGBox.BoxId, default);
        Assert.Equal(1, _time.Waiting);

        _time.Advance(TimeSpan.FromSeconds(2));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => finding.WaitAsync(Eventually.Patience));
        Assert.Equal((TimeSpan.FromMilliseconds(2500), 2), (error.RetryAfter, Server.Requests.Count));
    }

    [Fact]
    public async Task Create_ThatIsPutOff_WaitsLongerThanAnActionWould()
    {
        var driver = Driver(creations: new(PerSecond: 0.05, Burst: 1));
        await driver.CreateAsync(Request("a"), default);
        var creating = driver.CreateAsync(Request("b"), default);
        await Eventually.HoldsAsync(
            "it waits for its turn", () => Task.FromResult(creating.IsCompleted || _time.Next == TimeSpan.FromSeconds(20)));
        Assert.False(creating.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.NotNull(await creating);
    }

    [Fact]
    public async Task TooMany_AtOneCall_HoldsUpAllUntilTheTimeThatGBoxNames()
    {
        var driver = Driver();
        Server.Reply = _ => new ScriptedReply(429, "", ("retry-after", "3600"));
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.FindAsync(ScriptedGBox.BoxId, default));
        Server.Reply = ScriptedGBox.Reply;

        _time.Advance(TimeSpan.FromMinutes(59));
        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.ScreenshotAsync(ScriptedGBox.BoxId, default));
        Assert.Equal((TimeSpan.FromMinutes(1), 1), (error.RetryAfter, Server.Requests.Count));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(await driver.FindAsync(ScriptedGBox.BoxId, default));
    }

    [Fact]
    public async Task TooMany_WithoutATime_SaysToComeAgainSoon()
    {
        Server.Reply = _ => new ScriptedReply(429, "", ("x-should-retry", "false"));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver().FindAsync(ScriptedGBox.BoxId, default));

        Assert.Equal(TimeSpan.FromSeconds(1), error.RetryAfter);
    }

    [Fact]
    public async Task TooMany_Boxes_KeepsNobodyFromUsingThoseThereAre()
    {
        var driver = Driver();
        Server.Reply = request => request.Method == "POST" && request.Path.EndsWith("/android", StringComparison.Ordinal)
            ? new ScriptedReply(429, "", ("retry-after", "3600"))
            : ScriptedGBox.Reply(request);

        var refused = await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.CreateAsync(Request("a"), default));
        var again = await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.CreateAsync(Request("b"), default));
        await driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Tap(new(1, 2)), default);

        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(1)), (refused.RetryAfter, again.RetryAfter));
        Assert.Equal(1, Made);
    }

    private int Made => Server.Requests.Count(
        request => request.Method == "POST" && request.Path.EndsWith("/android", StringComparison.Ordinal));

    private static BoxRequest Request(string device) =>
        new(new BoxLabel("s", "p", device, 1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), Config: null);

    private GBoxDriver Driver(RateLimit? calls = null, RateLimit? creations = null)
    {
        var usual = GBoxTestClient.Options(Server.Url);
        return GBoxTestClient.Create(
            new GBoxOptions
            {
                ApiKey = usual.ApiKey, BaseUrl = usual.BaseUrl, Calls = calls ?? Plenty, Creations = creations ?? Plenty,
            },
            time: _time);
    }
}
