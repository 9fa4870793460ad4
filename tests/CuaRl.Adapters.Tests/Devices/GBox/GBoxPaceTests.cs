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
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 2), TimeSpan.FromSeconds(10), _time);
        var turns = Enumerable.Range(0, 4).Select(_ => pace.TurnAsync(default)).ToArray();

        Assert.Equal([true, true, false, false], turns.Select(turn => turn.IsCompleted));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal((false, 1), (turns[2].IsCompleted, _time.Waiting));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await turns[2]);
        await Eventually.HoldsAsync("the last one waits", () => Task.FromResult(_time.Waiting == 1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turns[3]);
    }

    [Fact]
    public async Task Turn_HeldUpWhileItWaits_WaitsOnOrIsGivenUp()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 1), TimeSpan.FromSeconds(10), _time);
        Assert.Null(await pace.TurnAsync(default));
        var second = pace.TurnAsync(default);
        pace.Hold(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync("it waits on", () => Task.FromResult(_time.Waiting == 1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await second);

        var third = pace.TurnAsync(default);
        pace.Hold(TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(59), await third);
        Assert.Equal(TimeSpan.FromSeconds(59), await pace.TurnAsync(default));
    }

    [Fact]
    public async Task Turn_GivenUpByWhoWaits_HoldsUpNobody()
    {
        using var pace = new GBoxPace(new(PerSecond: 1, Burst: 1), TimeSpan.FromSeconds(10), _time);
        using var gone = new CancellationTokenSource();
        Assert.Null(await pace.TurnAsync(default));
        var second = pace.TurnAsync(gone.Token);
        var third = pace.TurnAsync(default);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Eventually.HoldsAsync("the next one waits", () => Task.FromResult(_time.Waiting == 1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await third);
    }

    [Fact]
    public async Task Creations_BeyondTheLimit_AreNotSentWhileBoxesGoOnBeingUsed()
    {
        var driver = Driver(creations: new(PerSecond: 0.05, Burst: 1));
        await driver.CreateAsync(Request("a"), default);

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => driver.CreateAsync(Request("b"), default));
        await driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Tap(new(1, 2)), default);

        Assert.Equal((TimeSpan.FromSeconds(20), 1), (error.RetryAfter, Made));
        _time.Advance(TimeSpan.FromSeconds(20));
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
