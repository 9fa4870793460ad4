using System.Collections.Immutable;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Actions, screenshots and the live view. Targets in words, which GBox finds by a model, are refused.</summary>
internal sealed class ActionRoutes(EmulatedBoxes boxes, StoredPictures pictures)
{
    private const string Screenshot = "screenshot";

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost($"/boxes/{{id}}/actions/{Screenshot}", ScreenshotAsync);
        api.MapPost("/boxes/{id}/actions/{action}", ActAsync);
        api.MapPost("/boxes/{id}/live-view-url", LiveViewAsync);
    }

    private async Task<IResult> ActAsync(string id, string action, HttpContext http)
    {
        var body = await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxActionBody);
        var done = GBoxActions.Read(action, body);
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        if (Points(done).Any(point => !box.Screen.Contains(point)))
        {
            return EmulatorAnswers.Error(StatusCodes.Status422UnprocessableEntity, "the action is not on the screen");
        }

        await boxes.Driver.ActAsync(box.DriverId, done, http.RequestAborted);
        boxes.Count(box, action);
        return EmulatorAnswers.Json(new GBoxActionResult(http.TraceIdentifier, $"{action} done"), GBoxJson.Default.GBoxActionResult);
    }

    private async Task<IResult> ScreenshotAsync(string id, HttpContext http)
    {
        var body = await EmulatorAnswers.ReadAsync(
            http, GBoxJson.Default.GBoxScreenshotBody, () => new GBoxScreenshotBody(GBoxScreenshotBody.Base64));
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        var picture = await boxes.Driver.ScreenshotAsync(box.DriverId, http.RequestAborted);
        boxes.Count(box, Screenshot);
        return EmulatorAnswers.Json(
            body.OutputFormat == GBoxScreenshotBody.StorageKey
                ? Stored(http, picture.Image)
                : new GBoxScreenshot($"data:{picture.MediaType};base64,{Convert.ToBase64String(picture.Image.Span)}"),
            GBoxJson.Default.GBoxScreenshot);
    }

    private async Task<IResult> LiveViewAsync(string id, HttpContext http)
    {
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        var picture = await boxes.Driver.ScreenshotAsync(box.DriverId, http.RequestAborted);
        return EmulatorAnswers.Json(
            new GBoxLiveViewUrl(Stored(http, picture.Image).PresignedUrl!), GBoxJson.Default.GBoxLiveViewUrl);
    }

    private GBoxScreenshot Stored(HttpContext http, ReadOnlyMemory<byte> image)
    {
        var key = pictures.Keep(image);
        return new GBoxScreenshot($"storage://{key}", $"{http.Request.Scheme}://{http.Request.Host}{StoredPictures.Path}/{key}");
    }

    private static ImmutableArray<ScreenPoint> Points(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => [tap.At],
        ScreenAction.Click click => [click.At],
        ScreenAction.DoubleTap tap => [tap.At],
        ScreenAction.LongPress press => [press.At],
        ScreenAction.Move move => [move.At],
        ScreenAction.Swipe swipe => [swipe.From, swipe.To],
        ScreenAction.Drag drag => drag.Path,
        ScreenAction.Scroll scroll => [scroll.At],
        _ => [],
    };
}
