using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Endpoints;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>The key is sent to GBox, and shown nowhere: not by a server that says it back in any form either.</summary>
public sealed class GBoxSecretTests : IAsyncLifetime
{
    private static readonly string[] Forms =
    [
        GBoxTestClient.Key,
        JsonSerializer.Serialize(GBoxTestClient.Key)[1..^1],
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(GBoxTestClient.Key),
        Uri.EscapeDataString(GBoxTestClient.Key),
        GBoxTestClient.Key.Replace("/", @"\/", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(GBoxTestClient.Key)),
    ];

    private readonly TextLogger<GBoxClient> _logger = new();
    private ScriptedServer? _server;

    private ScriptedServer Server => _server!;

    public async Task InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task Calls_AnsweredWithTheKey_ShowItNowhere(int status)
    {
        var said = new StringBuilder();
        foreach (var form in Forms)
        {
            // Also where an excerpt ends: half a key is a key given away.
            foreach (var before in (string[])["", new string('x', 195)])
            {
                foreach (var body in (string[])[$"{before}{form}", $$"""{"message": "{{before}}{{form}}"}"""])
                {
                    Server.Reply = _ => new ScriptedReply(status, body, ("location", "/elsewhere"));
                    said.Append(await FailuresAsync(Driver));
                }
            }
        }

        said.Append(_logger.Text);
        Assert.DoesNotContain(GBoxTestClient.Key[..8], said.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.All(Forms, form => Assert.DoesNotContain(form[..8], said.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("[key]", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_WithoutAServer_ShowNoKey()
    {
        var driver = Driver;
        await Server.DisposeAsync();

        var said = await FailuresAsync(driver) + _logger.Text;

        Assert.Contains("could not be asked", said, StringComparison.Ordinal);
        Assert.DoesNotContain(GBoxTestClient.Key, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatIsNoHttp_ShowsNoKey()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = SayTheKeyAsync(listener);
        var options = GBoxTestClient.Options(new Uri($"http://{listener.LocalEndpoint}/"), retries: 1);

        var said = await FailuresAsync(GBoxTestClient.Create(options, logger: _logger)) + _logger.Text;
        listener.Stop();
        await answering;

        Assert.Contains("could not be asked", said, StringComparison.Ordinal);
        Assert.DoesNotContain(GBoxTestClient.Key, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredScreenshot_FromAnyHost_IsFetchedWithoutTheKey()
    {
        Server.Reply = request => request.Path.StartsWith("/stored", StringComparison.Ordinal)
            ? new ScriptedReply(403, "denied")
            : ScriptedReply.Ok($$"""{"uri": "storage://x", "presignedUrl": "{{Server.Url}}stored?signature=s3cret"}""");

        var error = await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.ScreenshotAsync(ScriptedGBox.BoxId, default));

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", Server.Requests[^1].Headers.Keys);
    }

    private GBoxDriver Driver => GBoxTestClient.Create(GBoxTestClient.Options(Server.Url, retries: 1), logger: _logger);

    private static async Task SayTheKeyAsync(TcpListener listener)
    {
        var request = new byte[4096];
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().ReadAtLeastAsync(request, 1);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{GBoxTestClient.Key}\r\n\r\n"));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private static async Task<string> FailuresAsync(GBoxDriver driver)
    {
        var request = new BoxRequest(new BoxLabel("s", "p", "d", 1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), Config: null);
        Func<Task>[] calls =
        [
            () => driver.CreateAsync(request, default),
            () => driver.FindAsync(ScriptedGBox.BoxId, default),
            () => driver.ActAsync(ScriptedGBox.BoxId, new ScreenAction.Tap(new(1, 2)), default),
            () => driver.ScreenshotAsync(ScriptedGBox.BoxId, default),
            () => driver.RunAsync(ScriptedGBox.BoxId, "ls", TimeSpan.FromSeconds(1), default),
            () => driver.TerminateAsync(ScriptedGBox.BoxId, default),
            () => driver.ResetAsync(ScriptedGBox.BoxId, request, new BoxReset(null, 1), default),
        ];
        var said = new StringBuilder();
        foreach (var call in calls)
        {
            said.Append(await Record.ExceptionAsync(call));
        }

        return said.ToString();
    }
}
