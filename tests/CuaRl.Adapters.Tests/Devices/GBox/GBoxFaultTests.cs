using System.Globalization;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>What the client does when GBox does not do what it should.</summary>
public sealed class GBoxFaultTests : IAsyncLifetime
{
    private static readonly ScreenAction Tap = new ScreenAction.Tap(new(1, 2));

    private ScriptedServer? _server;

    private ScriptedServer Server => _server!;

    private GBoxDriver Driver => GBoxTestClient.Create(GBoxTestClient.Options(Server.Url));

    public async Task InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(0)]
    public async Task Question_FailsOnce_IsAskedAgain(int status)
    {
        FailFirst(status == 0 ? ScriptedReply.Cut : new ScriptedReply(status, """{"message": "not now"}"""));

        Assert.NotNull(await Driver.FindAsync(ScriptedGBox.BoxId, default));
        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task Question_AlwaysFailing_IsAskedAsOftenAsAllowedAndSaysWhatWasAnswered()
    {
        Server.Reply = _ => new ScriptedReply(503, """{"message": "no capacity\n in zone"}""");

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.ScreenshotAsync(ScriptedGBox.BoxId, default));

        Assert.Contains("answered 503 to screenshot: 'no capacity  in zone'", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, Server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(0)]
    public async Task Action_Fails_IsNeverSentTwice(int status)
    {
        Server.Reply = _ => status == 0 ? ScriptedReply.Cut : new ScriptedReply(status, "");

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.ActAsync(ScriptedGBox.BoxId, Tap, default));
        await Assert.ThrowsAsync<DeviceUnavailableException>(
            () => Driver.RunAsync(ScriptedGBox.BoxId, "ls", TimeSpan.FromSeconds(1), default));
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.OpenAppAsync(ScriptedGBox.BoxId, "a.b", default));

        Assert.Equal(3, Server.Requests.Count);
    }

    [Fact]
    public async Task Action_NotTaken_IsSentAgain()
    {
        FailFirst(new ScriptedReply(429, "", ("retry-after-ms", "1")));

        await Driver.ActAsync(ScriptedGBox.BoxId, Tap, default);

        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData("retry-after-ms", "3000", 3)]
    [InlineData("retry-after", "3", 3)]
    public async Task TooMany_WithRetryAfter_IsAskedAgainThenAndNotBefore(string header, string value, int seconds)
    {
        var (time, logger) = (new StoppedTime(), new TextLogger<GBoxClient>());
        FailFirst(new ScriptedReply(429, "", (header, value)));
        var finding = GBoxTestClient.Create(GBoxTestClient.Options(Server.Url), time: time, logger: logger)
            .FindAsync(ScriptedGBox.BoxId, default);
        await Eventually.HoldsAsync(
            "it waits",
            () => Task.FromResult(logger.Text.Contains("repetition 1", StringComparison.Ordinal) && time.Waiting == 1));

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 1, false), (Server.Requests.Count, time.Waiting, finding.IsCompleted));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull(await finding);
    }

    [Fact]
    public async Task TooMany_ForLongerThanAllowed_SaysWhenToComeAgain()
    {
        Server.Reply = _ => new ScriptedReply(429, "", ("retry-after", "3600"));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.FindAsync(ScriptedGBox.BoxId, default));

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Failure_ThatGBoxCallsFinal_IsNotRepeated()
    {
        Server.Reply = _ => new ScriptedReply(500, "", ("x-should-retry", "false"));

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.FindAsync(ScriptedGBox.BoxId, default));

        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Server_Silent_IsGivenUpInTime()
    {
        var time = new StoppedTime();
        Server.Reply = _ => ScriptedReply.Silence;
        var acting = GBoxTestClient.Create(GBoxTestClient.Options(Server.Url), time: time).ActAsync(ScriptedGBox.BoxId, Tap, default);
        await Eventually.HoldsAsync("it was asked", () => Task.FromResult(Server.Requests.Count == 1));

        time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => acting);
        Assert.Contains("tap, did not answer within 60 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithTimeOfItsOwn_IsWaitedForThatMuchLonger()
    {
        var time = new StoppedTime();
        Server.Reply = _ => ScriptedReply.Silence;
        var running = GBoxTestClient.Create(GBoxTestClient.Options(Server.Url), time: time)
            .RunAsync(ScriptedGBox.BoxId, "sleep 100", TimeSpan.FromSeconds(100), default);
        await Eventually.HoldsAsync("it was asked", () => Task.FromResult(Server.Requests.Count == 1));

        time.Advance(TimeSpan.FromSeconds(159));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => running);
    }

    [Fact]
    public async Task Caller_Cancels_IsNoFailureOfTheProvider()
    {
        Server.Reply = _ => ScriptedReply.Silence;
        using var cancelled = new CancellationTokenSource();
        var acting = Driver.ActAsync(ScriptedGBox.BoxId, Tap, cancelled.Token);
        await Eventually.HoldsAsync("it was asked", () => Task.FromResult(Server.Requests.Count == 1));

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acting);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Key_NotAccepted_NamesTheVariable(int status)
    {
        Server.Reply = _ => new ScriptedReply(status, "");

        var error = await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.ActAsync(ScriptedGBox.BoxId, Tap, default));

        Assert.Contains(GBoxOptions.KeyVariable, error.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(404, 404, "")]
    [InlineData(400, 410, "")]
    [InlineData(409, 200, "terminated")]
    public async Task Action_OnABoxThatIsGone_IsLost(int answer, int box, string status)
    {
        Server.Reply = request => request.Method == "GET"
            ? new ScriptedReply(box, box == 200 ? ScriptedGBox.Box(status) : "")
            : new ScriptedReply(answer, "");

        var error = await Assert.ThrowsAsync<DeviceLostException>(() => Driver.ActAsync(ScriptedGBox.BoxId, Tap, default));

        Assert.Equal(ScriptedGBox.BoxId, error.BoxId);
    }

    [Fact]
    public async Task Action_RefusedByABoxThatRuns_IsRefusedWithWhatGBoxSaid()
    {
        Server.Reply = request => request.Method == "GET"
            ? ScriptedReply.Ok(ScriptedGBox.Box())
            : new ScriptedReply(404, """{"message": {"why": "no such app"}}""");

        var error = await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.OpenAppAsync(ScriptedGBox.BoxId, "a.b", default));

        Assert.Contains("404 to open app: '{\"why\": \"no such app\"}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\": null}")]
    [InlineData("null")]
    public async Task Answer_ThatIsNotOfItsKind_IsNamedWithItsBeginning(string body)
    {
        Server.Reply = _ => ScriptedReply.Ok(body + new string(' ', 10) + new string('x', body.Length > 10 ? 5000 : 0));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.FindAsync(ScriptedGBox.BoxId, default));

        Assert.Contains($"no JSON of the kind expected, but: '{body}", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 400, error.Message);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        Server.Reply = _ => new ScriptedReply(302, "", ("location", "http://127.0.0.1:9/"));

        await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.ListAsync("p", default));

        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task List_OfManyPages_TakesThemAllAndOnlyThoseOfThePool()
    {
        Server.Reply = request =>
        {
            var page = request.Target.Contains("page=1&", StringComparison.Ordinal) ? 1 : 2;
            var id = page.ToString(CultureInfo.InvariantCulture);
            var own = ScriptedGBox.Box().Replace(ScriptedGBox.BoxId, id, StringComparison.Ordinal);
            var others = own.Replace("\"p\"", "\"q\"", StringComparison.Ordinal);
            return ScriptedReply.Ok($$"""{"data": [{{own}}, {{others}}], "page": {{page}}, "pageSize": 2, "total": 4}""");
        };

        var boxes = await Driver.ListAsync("p", default);

        Assert.Equal(["1", "2"], boxes.Select(box => box.Id));
        Assert.All(boxes, box => Assert.Equal("p", box.Label!.Pool));
    }

    [Fact]
    public async Task Create_BoxNeverRuns_EndsItAndSaysSo()
    {
        Server.Reply = request => request.Path switch
        {
            "/boxes" => ScriptedReply.Ok(ScriptedGBox.Page()),
            "/boxes/android" => ScriptedReply.Ok(ScriptedGBox.Box("error")),
            _ => ScriptedGBox.Reply(request),
        };

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.CreateAsync(ScriptedGBox.Request, default));

        Assert.EndsWith("/terminate", Server.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AnswerUnreadable_TakesTheBoxThatWasMade()
    {
        Server.Reply = request => request switch
        {
            { Method: "POST" } => ScriptedReply.Ok("<html>"),
            { Path: "/boxes" } when Server.Requests.Any(earlier => earlier.Method == "POST") =>
                ScriptedReply.Ok(ScriptedGBox.Page(ScriptedGBox.Box())),
            _ => ScriptedGBox.Reply(request),
        };

        Assert.Equal(ScriptedGBox.BoxId, (await Driver.CreateAsync(ScriptedGBox.Request, default)).Id);
        Assert.Single(Server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Create_BoxOfTheLabelIsPending_IsWaitedFor()
    {
        var looks = 0;
        Server.Reply = request => request.Path switch
        {
            "/boxes" => ScriptedReply.Ok(ScriptedGBox.Page(ScriptedGBox.Box("pending"))),
            $"/boxes/{ScriptedGBox.BoxId}" => ScriptedReply.Ok(ScriptedGBox.Box(++looks < 3 ? "pending" : "running")),
            _ => ScriptedGBox.Reply(request),
        };

        Assert.Equal("running", (await Driver.CreateAsync(ScriptedGBox.Request, default)).Status);
        Assert.Equal(3, looks);
        Assert.DoesNotContain(Server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Create_NotInTime_IsNotRepeated()
    {
        Server.Reply = request => request.Method == "POST" ? new ScriptedReply(408, "") : ScriptedReply.Ok(ScriptedGBox.Page());

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.CreateAsync(ScriptedGBox.Request, default));

        Assert.Single(Server.Requests, request => request.Method == "POST");
    }

    private void FailFirst(ScriptedReply failure)
    {
        var failed = 0;
        Server.Reply = request => Interlocked.Exchange(ref failed, 1) == 0 ? failure : ScriptedGBox.Reply(request);
    }
}
