using System.Globalization;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Devices.GBox.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Making, finding and ending boxes, their shell and their apps.</summary>
internal sealed class BoxRoutes(EmulatedBoxes boxes, FaultDice dice, TimeProvider time)
{
    private const int DefaultPageSize = 10;
    private const int MaxPageSize = 100;

    private static readonly TimeSpan DefaultCreateTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultCommandTimeout = TimeSpan.FromSeconds(30);

    public void Map(IEndpointRouteBuilder api)
    {
        foreach (var type in (string[])[GBoxDriver.Android, GBoxDriver.Linux])
        {
            api.MapPost($"/boxes/{type}", (Delegate)((HttpContext http) => CreateAsync(type, http))).WithMetadata(MakesABox.Mark);
        }

        // As Delegate: as RequestDelegate, what they answer would be dropped.
        api.MapGet("/boxes", (Delegate)ListAsync);
        api.MapGet("/boxes/{id}", FindAsync);
        api.MapPost("/boxes/{id}/terminate", TerminateAsync);
        api.MapGet("/boxes/{id}/display", DisplayAsync);
        api.MapPost("/boxes/{id}/commands", RunAsync);
        api.MapPost("/boxes/{id}/android/packages", InstallAsync);
        api.MapPost("/boxes/{id}/android/packages/{package}/open", OpenAsync);
    }

    private async Task<IResult> CreateAsync(string type, HttpContext http)
    {
        var body = await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxCreate, () => new GBoxCreate());
        var timeout = Duration(body.Timeout, DefaultCreateTimeout);
        var pending = TimeSpan.FromMilliseconds(dice.Faults.CreateMs);

        // Not with the request: a box whose maker hung up is made all the same, as at GBox.
        var box = await boxes.CreateAsync(type, body, pending, CancellationToken.None);
        if (body.Wait == false)
        {
            return EmulatorAnswers.Json(box.Describe(boxes.Now), GBoxJson.Default.GBoxBox);
        }

        await Task.Delay(pending < timeout ? pending : timeout, time, http.RequestAborted);
        if (pending <= timeout)
        {
            return EmulatorAnswers.Json(box.Describe(boxes.Now), GBoxJson.Default.GBoxBox);
        }

        await boxes.EndAsync(box.Id, EmulatedBoxes.Terminated, http.RequestAborted);
        return EmulatorAnswers.Error(StatusCodes.Status408RequestTimeout, "the box did not run in time and was deleted");
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var labels = query.Where(item => item.Key.StartsWith("labels[", StringComparison.Ordinal) && item.Key.EndsWith(']'))
            .Select(item => (Name: item.Key["labels[".Length..^1], Value: item.Value.ToString())).ToArray();
        var all = await boxes.ListAsync(
            box => labels.All(label => box.Carries(label.Name, label.Value))
                && IsAmong(query["status"], box.Status(boxes.Now)) && IsAmong(query["type"], box.Type)
                && (query["deviceType"].ToString() is "" || query["deviceType"] == box.DeviceType),
            http.RequestAborted);
        var page = Number(query["page"], 1, int.MaxValue / MaxPageSize);
        var size = Number(query["pageSize"], DefaultPageSize, MaxPageSize);
        return EmulatorAnswers.Json(
            new GBoxPage([.. all.Skip((page - 1) * size).Take(size)], all.Count, page, size), GBoxJson.Default.GBoxPage);
    }

    private async Task<IResult> FindAsync(string id, HttpContext http) =>
        await boxes.FindAsync(id, http.RequestAborted) is { } box
            ? EmulatorAnswers.Json(box.Describe(boxes.Now), GBoxJson.Default.GBoxBox)
            : EmulatorAnswers.NoBox(id);

    private async Task<IResult> TerminateAsync(string id, HttpContext http)
    {
        _ = await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxWait, () => new GBoxWait(true));
        if (await boxes.FindAsync(id, http.RequestAborted) is not { Ended: null })
        {
            return EmulatorAnswers.NoBox(id);
        }

        await boxes.EndAsync(id, EmulatedBoxes.Terminated, http.RequestAborted);
        return Results.Ok();
    }

    private async Task<IResult> DisplayAsync(string id, HttpContext http) =>
        await boxes.UseAsync(id, http.RequestAborted) is { } box
            ? EmulatorAnswers.Json(
                new GBoxDisplay(new GBoxSize(box.Screen.Width, box.Screen.Height), "portrait"), GBoxJson.Default.GBoxDisplay)
            : EmulatorAnswers.NoBox(id);

    private async Task<IResult> RunAsync(string id, HttpContext http)
    {
        var body = await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxCommand);
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        var result = await boxes.Driver.RunAsync(
            box.DriverId, body.Command, Duration(body.Timeout, DefaultCommandTimeout), http.RequestAborted);
        boxes.Count(box, "command");
        return EmulatorAnswers.Json(new GBoxCommandResult(result.ExitCode, result.Output, ""), GBoxJson.Default.GBoxCommandResult);
    }

    private async Task<IResult> InstallAsync(string id, HttpContext http)
    {
        var apk = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync(http.RequestAborted))["apk"].ToString()
            : (await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxInstall)).Apk;
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        await boxes.Driver.InstallAppAsync(box.DriverId, apk, http.RequestAborted);
        boxes.Count(box, "install");
        return Results.Ok();
    }

    private async Task<IResult> OpenAsync(string id, string package, HttpContext http)
    {
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        await boxes.Driver.OpenAppAsync(box.DriverId, package, http.RequestAborted);
        boxes.Count(box, "open");
        return Results.Ok();
    }

    private static bool IsAmong(string? wanted, string value) =>
        string.IsNullOrEmpty(wanted) || wanted.Split(',').Any(one => one == "all" || one == value);

    private static TimeSpan Duration(string? text, TimeSpan fallback) =>
        text is null ? fallback : GBoxDuration.Parse(text) ?? throw new FormatException($"'{text}' is no duration such as 30s");

    private static int Number(string? text, int fallback, int most) =>
        string.IsNullOrEmpty(text) ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"'{text}' must be a number from 1 to {most.ToString(CultureInfo.InvariantCulture)}");
}
