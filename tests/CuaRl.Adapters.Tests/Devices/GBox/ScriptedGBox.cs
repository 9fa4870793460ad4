using CuaRl.Adapters.Devices.GBox;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Endpoints;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>What GBox answers when all is well, and a server that answers so.</summary>
internal static class ScriptedGBox
{
    public const string BoxId = "c9bdc193-b54b-4ddb-a035-5ac0c598d32d";

    /// <summary>A PNG of one pixel.</summary>
    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>What the box was made by.</summary>
    public static BoxRequest Request { get; } =
        new(new BoxLabel("s", "p", "d", 3), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), Config: null);

    public static string Box(string status = "running", string type = GBoxDriver.Android) => $$"""
        {"id": "{{BoxId}}", "type": "{{type}}", "status": "{{status}}", "createdAt": "2026-01-02T03:04:05.678Z", "expiresAt": null,
         "future": [1], "config": {"cpu": 2, "deviceType": "vm", "envs": {"A": "1"}, "labels": {"cuarl-service": "s",
         "cuarl-pool": "p", "cuarl-device": "d", "cuarl-incarnation": "3"} } }
        """;

    public static string Page(params string[] boxes) =>
        $$"""{"data": [{{string.Join(',', boxes)}}], "page": 1, "pageSize": 100, "total": {{boxes.Length}}}""";

    /// <summary>The answers of a box that is there, and of a label that no box carries.</summary>
    public static ScriptedReply Reply(RecordedRequest request) => ScriptedReply.Ok(request.Path.Split('/')[^1] switch
    {
        "boxes" => Page(),
        _ when request.Path.StartsWith("/snapshots", StringComparison.Ordinal) => """{"name": "kept", "status": "Available"}""",
        "linux" => Box(type: GBoxDriver.Linux),
        "android" or BoxId => Box(),
        "display" => """{"orientation": "portrait", "resolution": {"width": 360, "height": 720}}""",
        "commands" => """{"exitCode": 3, "stdout": "out", "stderr": "err"}""",
        "screenshot" => $$"""{"uri": "data:image/png;base64,{{Pixel}}"}""",
        "live-view-url" => """{"url": "https://live.example/x", "rawUrl": "https://live.example/y"}""",
        _ => """{"actionId": "1", "message": "done", "actual": {}}""",
    });
}
