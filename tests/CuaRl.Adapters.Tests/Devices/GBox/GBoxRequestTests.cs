using System.Text.Json.Nodes;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Endpoints;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>The requests, as GBox documents them.</summary>
public sealed class GBoxRequestTests : IAsyncLifetime
{
    private const string Box = $"/boxes/{ScriptedGBox.BoxId}";

    private ScriptedServer? _server;

    public static TheoryData<ScreenAction, string, string> Actions => new()
    {
        { new ScreenAction.Tap(new(350, 250)), "tap", """{"x": 350, "y": 250}""" },
        { new ScreenAction.Click(new(350, 250)), "click", """{"x": 350, "y": 250, "button": "left"}""" },
        { new ScreenAction.Click(new(1, 2), PointerButton.Middle), "click", """{"x": 1, "y": 2, "button": "middle"}""" },
        { new ScreenAction.DoubleTap(new(1, 2)), "click", """{"x": 1, "y": 2, "button": "left", "double": true}""" },
        {
            new ScreenAction.LongPress(new(1, 2), TimeSpan.FromSeconds(1)), "long-press", """{"x": 1, "y": 2, "duration": "1s"}"""
        },
        { new ScreenAction.Move(new(200, 300)), "move", """{"x": 200, "y": 300}""" },
        {
            new ScreenAction.Swipe(new(1, 2), new(3, 4), TimeSpan.FromMilliseconds(500)), "swipe",
            """{"start": {"x": 1, "y": 2}, "end": {"x": 3, "y": 4}, "duration": "500ms"}"""
        },
        {
            new ScreenAction.Drag([new(100, 150), new(400, 300)]), "drag",
            """{"start": {"x": 100, "y": 150}, "end": {"x": 400, "y": 300}}"""
        },
        {
            new ScreenAction.Drag([new(1, 2), new(3, 4), new(5, 6)]), "drag",
            """{"path": [{"x": 1, "y": 2}, {"x": 3, "y": 4}, {"x": 5, "y": 6}]}"""
        },
        {
            new ScreenAction.Scroll(new(400, 300), 0, -100), "scroll", """{"x": 400, "y": 300, "scrollX": 0, "scrollY": -100}"""
        },
        {
            new ScreenAction.TypeText("Hello World"), "type", """{"text": "Hello World", "mode": "append", "pressEnter": false}"""
        },
        {
            new ScreenAction.TypeText("ä\"\n", IsReplacing: true, IsSubmitted: true), "type",
            """{"text": "ä\"\n", "mode": "replace", "pressEnter": true}"""
        },
        { new ScreenAction.PressKeys(["enter"]), "press-key", """{"keys": ["enter"], "combination": false}""" },
        { new ScreenAction.PressKeys(["control", "s"]), "press-key", """{"keys": ["control", "s"], "combination": true}""" },
        { new ScreenAction.PressButton(DeviceButton.AppSwitch), "press-button", """{"buttons": ["appSwitch"]}""" },
    };

    private ScriptedServer Server => _server!;

    private GBoxDriver Driver => GBoxTestClient.Create(GBoxTestClient.Options(Server.Url));

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _server.Reply = ScriptedGBox.Reply;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Act_OfEachKind_SendsItsDocumentedBodyAndAsksForNoScreenshots(ScreenAction action, string name, string body)
    {
        await Driver.ActAsync(ScriptedGBox.BoxId, action, default);

        var request = Assert.Single(Server.Requests);
        Assert.Equal(("POST", $"{Box}/actions/{name}"), (request.Method, request.Target));
        var expected = JsonNode.Parse(body)!.AsObject();
        expected["options"] = JsonNode.Parse("""{"screenshot": false}""");
        AssertJson(expected, request.Body);
        Assert.Equal($"Bearer {GBoxTestClient.Key}", request.Headers["authorization"]);
        Assert.Equal(("application/json", "application/json"), (request.Headers["accept"], request.Headers["content-type"]));
    }

    [Fact]
    public async Task Act_Wait_AsksNothing()
    {
        await Driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Wait(TimeSpan.FromMilliseconds(1)), default);

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Create_OfANewLabel_LooksForItMakesTheBoxLooksAgainAndAsksForItsSize()
    {
        var box = await Driver.CreateAsync(
            new BoxRequest(
                new BoxLabel("s", "p/ü", "d", 3), TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(1500),
                JsonText.Parse("""{"deviceType": "physical", "envs": {"A": "1"}}""")),
            default);

        const string Look = "/boxes?labels%5Bcuarl-service%5D=s&labels%5Bcuarl-pool%5D=p%2F%C3%BC&labels%5Bcuarl-device%5D=d"
            + "&labels%5Bcuarl-incarnation%5D=3&page=1&pageSize=100&status=pending%2Crunning%2Cerror&type=android";
        Assert.Equal(
            [$"GET {Look}", "POST /boxes/android", $"GET {Look}", $"GET {Box}/display"],
            Server.Requests.Select(request => $"{request.Method} {request.Target}"));
        AssertJson(
            JsonNode.Parse("""
                {"config": {"deviceType": "physical", "envs": {"A": "1"}, "expiresIn": "600s", "keepAlive": "600s", "labels":
                 {"cuarl-service": "s", "cuarl-pool": "p/ü", "cuarl-device": "d", "cuarl-incarnation": "3"}},
                 "timeout": "1500ms", "wait": true}
                """)!,
            Server.Requests[1].Body);
        Assert.Equal((ScriptedGBox.BoxId, "running", new ScreenSize(360, 720)), (box.Id, box.Status, box.Screen));
    }

    [Fact]
    public async Task Terminate_Always_TakesAnyAnswer()
    {
        await Driver.TerminateAsync(ScriptedGBox.BoxId, default);

        var request = Assert.Single(Server.Requests);
        Assert.Equal(("POST", $"{Box}/terminate", "*/*"), (request.Method, request.Target, request.Headers["accept"]));
        AssertJson(JsonNode.Parse("""{"wait": true}""")!, request.Body);
    }

    [Fact]
    public async Task Run_Command_SendsItsTimeAndGivesBothOutputs()
    {
        var result = await Driver.RunAsync(ScriptedGBox.BoxId, "ls -l", TimeSpan.FromSeconds(30), default);

        AssertJson(JsonNode.Parse("""{"command": "ls -l", "timeout": "30s"}""")!, Assert.Single(Server.Requests).Body);
        Assert.Equal(new ShellResult(3, "outerr"), result);
    }

    [Fact]
    public async Task InstallApp_Address_IsSentAsAForm()
    {
        await Driver.InstallAppAsync(ScriptedGBox.BoxId, "https://apps.example/a.apk", default);

        var request = Assert.Single(Server.Requests);
        Assert.Equal(("POST", $"{Box}/android/packages"), (request.Method, request.Target));
        Assert.StartsWith("multipart/form-data", request.Headers["content-type"], StringComparison.Ordinal);
        Assert.Contains("https://apps.example/a.apk", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApp_Package_IsPartOfThePath()
    {
        await Driver.OpenAppAsync(ScriptedGBox.BoxId, "com.example/../x", default);

        Assert.Equal($"{Box}/android/packages/com.example%2F..%2Fx/open", Assert.Single(Server.Requests).Target);
    }

    [Fact]
    public async Task LiveView_Asked_GivesTheAddress()
    {
        var address = await Driver.LiveViewAsync(ScriptedGBox.BoxId, TimeSpan.FromMinutes(180), default);

        Assert.Equal("https://live.example/x", address.AbsoluteUri);
        AssertJson(JsonNode.Parse("""{"expiresIn": "10800s"}""")!, Assert.Single(Server.Requests).Body);
    }

    [Fact]
    public async Task Find_UnknownMembersAndStatuses_AreLetPass()
    {
        Server.Reply = _ => ScriptedReply.Ok(ScriptedGBox.Box(status: "hibernating"));

        var box = await Driver.FindAsync(ScriptedGBox.BoxId, default);

        Assert.Equal(("hibernating", new BoxLabel("s", "p", "d", 3), null), (box!.Status, box.Label, box.ExpiresAt));
    }

    private static void AssertJson(JsonNode expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(actual)), $"expected {expected.ToJsonString()}, was {actual}");
}
