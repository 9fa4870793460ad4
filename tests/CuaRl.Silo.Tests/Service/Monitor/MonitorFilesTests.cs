using System.Net.Http.Headers;
using System.Security.Cryptography;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Service.Monitor;

public sealed class MonitorFilesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Get_Screenshot_ByWhateverTheMonitorMakesOfItsPlace()
    {
        await using var service = await StartAsync(videos: null);
        var content = RandomNumberGenerator.GetBytes(1000);
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var put = await service.Http.PutAsync("/api/v1/blobs", body);
        var hash = (await put.JsonAsync()).Text("sha256");

        foreach (var path in new[] { hash, $"{hash}.png", $"screenshots/{hash}.png", $"api/v1/blobs/{hash}" })
        {
            using var answer = await service.Http.GetAsync($"/api/screenshots/{path}");
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        }

        foreach (var (path, status, error) in new[]
        {
            ("", 400, "Screenshot path is required"), ("a/..%2f..%2fetc", 400, "Invalid screenshot path"),
            ("%2fetc/passwd", 400, "Invalid screenshot path"), ("x/" + hash, 404, "Screenshot file not found"),
            (new string('0', 64), 404, "Screenshot file not found"),
        })
        {
            Assert.Equal((status, error), await RefusedAsync(service, $"/api/screenshots/{path}"));
        }
    }

    [PostgresFact]
    public async Task Get_Video_WholeOrARange_ButNothingOutsideTheFolder()
    {
        var folder = TestFolders.Create("videos");
        var content = RandomNumberGenerator.GetBytes(10_000);
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "logs", "recording.mp4"), content);
        await File.WriteAllTextAsync(Path.Combine(folder, "secret.txt"), "secret");
        var outside = Path.Combine(TestFolders.Create("outside"), "other.mp4");
        await File.WriteAllTextAsync(outside, "other");
        File.CreateSymbolicLink(Path.Combine(folder, "link.mp4"), outside);
        await using var service = await StartAsync(folder);

        using var whole = await service.Http.GetAsync("/api/videos?path=logs%2Frecording.mp4");
        Assert.Equal(("video/mp4", "bytes"), (whole.Content.Headers.ContentType!.MediaType, whole.Headers.AcceptRanges.Single()));
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/videos?path=logs/recording.mp4");
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var range = await service.Http.SendAsync(request);
        Assert.Equal((206, "bytes 100-199/10000"), ((int)range.StatusCode, range.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(content[100..200], await range.Content.ReadAsByteArrayAsync());

        foreach (var (path, status, error) in new[]
        {
            ("", 400, "Video path is required"), ("../x.mp4", 400, "Invalid video path"), ("/etc/x.mp4", 400, "Invalid video path"),
            ("a\\b.mp4", 400, "Invalid video path"), ("none.mp4", 404, "Video file not found"),
            ("secret.txt", 404, "Video file not found"), ("link.mp4", 404, "Video file not found"),
        })
        {
            Assert.Equal((status, error), await RefusedAsync(service, $"/api/videos?path={Uri.EscapeDataString(path)}"));
        }
    }

    [PostgresFact]
    public async Task Get_VideoWithoutAFolder_SaysWhy()
    {
        await using var service = await StartAsync(videos: null);

        Assert.Equal(
            (404, "Video file not found: CUARL_VIDEOS names no folder"), await RefusedAsync(service, "/api/videos?path=a.mp4"));
    }

    private static async Task<(int, string)> RefusedAsync(ServiceProcess service, string path)
    {
        using var answer = await service.Http.GetAsync(path);
        return ((int)answer.StatusCode, (await answer.JsonAsync()).Text("error"));
    }

    private Task<ServiceProcess> StartAsync(string? videos)
    {
        var arguments = new ProgramArguments(
            TestFolders.Create("service"), ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString)));
        return ServiceProcess.StartAsync(
            videos is null ? arguments : arguments with { Environment = new Dictionary<string, string> { ["CUARL_VIDEOS"] = videos } });
    }
}
