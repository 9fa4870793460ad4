using CuaRl.Core.Blobs;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;
using CuaRl.Silo.Http.Blobs;
using CuaRl.Silo.Http.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>Pictures and recordings, by the routes of the original monitor.</summary>
internal static class MonitorFilesApi
{
    // The monitor puts its own route before whatever it is told that a picture's place is.
    private const string BlobPrefix = "api/v1/blobs/";
    private const string FolderPrefix = "screenshots/";
    private const string Recording = ".mp4";

    public static void MapMonitorFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapMonitorGroup();

        group.MapGet("/screenshots/{**path}", GetScreenshotAsync)
            .WithName("GetMonitorScreenshot")
            .WithSummary("Fetches a screenshot by the 'screenshot_uri' of an observation")
            .WithDescription("The hash of a blob, with or without what stands before it in 'screenshot_uri', or an ending.")
            .DescribeRawAnswer()
            .DescribeImmutable()
            .DescribeMonitorErrors(400, 404);

        group.MapGet("/videos", GetVideo)
            .WithName("GetMonitorVideo")
            .WithSummary("Fetches the recording of a rollout, whole or a range of it")
            .WithDescription("An .mp4 file below the folder that CUARL_VIDEOS names; without it there are none.")
            .DescribeQuery("path", "The file, relative to the folder.")
            .DescribeVideo()
            .DescribeMonitorErrors(400, 404);
    }

    private static async Task<IResult> GetScreenshotAsync(
        string? path, HttpContext context, IBlobStore blobs, CancellationToken cancellationToken)
    {
        // Routing leaves slashes that were escaped as they are.
        var place = Checked(
            path is null ? null : Uri.UnescapeDataString(path), "Screenshot path is required", "Invalid screenshot path");
        var name = WithoutPrefix(WithoutPrefix(place, FolderPrefix), BlobPrefix);
        var hash = Path.GetFileNameWithoutExtension(name);
        var found = name.Contains('/', StringComparison.Ordinal) || !BlobRules.IsHash(hash)
            ? null
            : await blobs.FindAsync(hash, cancellationToken);
        return found is { } screenshot
            ? BlobAnswer.For(context, screenshot.Blob, screenshot.Content)
            : throw MonitorRefusedException.Missing("Screenshot file not found");
    }

    private static PhysicalFileHttpResult GetVideo(string? path, ServiceSettings settings)
    {
        var place = Checked(path, "Video path is required", "Invalid video path");
        if (settings.Videos is not { } folder)
        {
            throw MonitorRefusedException.Missing($"Video file not found: {ServiceSettings.VideosVariable} names no folder");
        }

        var file = new FileInfo(Path.Combine(folder, place));
        return file.Exists && file.Extension == Recording && IsBelow(folder, file.ResolveLinkTarget(returnFinalTarget: true) ?? file)
            ? TypedResults.PhysicalFile(
                file.FullName, "video/mp4", lastModified: file.LastWriteTimeUtc, enableRangeProcessing: true)
            : throw MonitorRefusedException.Missing("Video file not found");
    }

    private static bool IsBelow(string folder, FileSystemInfo file) =>
        !Path.GetRelativePath(folder, file.FullName).StartsWith("..", StringComparison.Ordinal);

    private static string Checked(string? path, string missing, string refused) =>
        string.IsNullOrEmpty(path) ? throw MonitorRefusedException.Bad(missing)
        : path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal) || path.Any(char.IsControl) || path.Contains('\\')
            ? throw MonitorRefusedException.Bad(refused)
            : path;

    private static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
}
