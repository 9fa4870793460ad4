using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Devices;

/// <summary>Devices, and what their holders do with them.</summary>
internal static class DeviceApi
{
    private const string Fenced =
        "409 when the token's lease does not hold any more: nothing was done. 410 when the device's box is gone, which ends the lease. "
        + "503 when the provider did not answer: it may have been done, so look before sending it again; a reset or a restore is sent "
        + "again as it was. A provider that wants fewer calls says when in Retry-After.";

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Devices");

        group.MapGet("/devices", ListAsync)
            .WithName("ListDevices")
            .WithSummary("Lists devices by id")
            .DescribeQuery("pool", "Those of a pool.", isRequired: false)
            .DescribeQuery("status", "'pending', 'creating', 'running', 'terminated' or 'error'.", isRequired: false)
            .DescribeQuery("leased", "'true' for those that are held, 'false' for the others.", isRequired: false)
            .DescribeCursor()
            .DescribeProblems(422);

        group.MapGet("/devices/{id}", GetAsync)
            .WithName("GetDevice")
            .WithSummary("Shows a device")
            .DescribeProblems(404);

        Describe<TokenBody>(group.MapPost("/devices/{id}/renew", RenewAsync), "RenewLease", "Lets a lease hold from now for its whole duration");
        Describe<TokenBody>(group.MapPost("/devices/{id}/release", ReleaseAsync), "ReleaseDevice", "Gives a device back");
        Describe<TokenBody>(group.MapPost("/devices/{id}/screenshot", ScreenshotAsync), "ShowDevice", "Shows what a device shows");
        Describe<ActBody>(group.MapPost("/devices/{id}/act", ActAsync), "ActOnDevice", "Carries out an action on a device");
        Describe<ShellBody>(group.MapPost("/devices/{id}/shell", ShellAsync), "RunOnDevice", "Runs a command on a device");
        Describe<DeviceResetBody>(group.MapPost("/devices/{id}/reset", ResetAsync), "ResetDevice", "Makes a device as good as new, ready for a task");

        group.MapPost("/devices/{id}/terminate", TerminateAsync)
            .WithName("TerminateDevice")
            .WithSummary("Ends a device's box; its pool makes another when it needs one")
            .WithDescription("409 when it is held and not to be taken from its holder. 503 when the provider cannot be asked: send it again.")
            .DescribeBody<TerminateBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422, 502);
    }

    /// <summary>Describes a call that carries the token of a lease.</summary>
    public static void Describe<TBody>(RouteHandlerBuilder route, string name, string summary, params ReadOnlySpan<int> others)
        where TBody : notnull => route
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(Fenced)
        .DescribeBody<TBody>()
        .DescribeProblems([404, 409, 410, 413, 422, .. others, 502]);

    private static async Task<Ok<DeviceList>> ListAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var leased = fields.Choice("leased", "", "true", "false");
        var query = new DeviceQuery
        {
            Pool = fields.OptionalText("pool"),
            Status = fields.OptionalWord<EnvironmentStatus>("status"),
            IsLeased = leased.Length == 0 ? null : leased == "true",
            After = fields.OptionalText("after"),
            Limit = fields.Limit(),
        };
        fields.ThrowIfInvalid();
        var page = await grains.GetDeviceCatalog().ListDevices(query, cancellationToken);
        return TypedResults.Ok(new DeviceList { Items = [.. page.Items.Select(DeviceDetails.From)], Next = page.Next });
    }

    private static async Task<Ok<DeviceDetails>> GetAsync(string id, IGrainFactory grains) =>
        TypedResults.Ok(DeviceDetails.From(await grains.GetDevice(id).Describe()));

    private static async Task<Ok<LeaseDetails>> RenewAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        return TypedResults.Ok(LeaseDetails.From(await grains.GetDevice(id).Renew(TokenBody.Read(body))));
    }

    private static async Task<Ok<DeviceDetails>> ReleaseAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var token = TokenBody.Read(body);
        var device = await grains.GetDevice(id).Describe();
        if (device.Pool is { } pool)
        {
            // By its pool, which hands it on at once.
            await grains.GetDevicePool(pool).Release(id, token);
        }

        return TypedResults.Ok(DeviceDetails.From(await grains.GetDevice(id).Release(token)));
    }

    private static async Task<Ok<ScreenshotDetails>> ScreenshotAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        return TypedResults.Ok(ScreenshotDetails.From(await grains.GetDevice(id).Screenshot(TokenBody.Read(body))));
    }

    private static async Task<NoContent> ActAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, action) = ActBody.Read(body);
        await grains.GetDevice(id).Act(token, action);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ShellDetails>> ShellAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, command, timeout) = ShellBody.Read(body);
        var result = await grains.GetDevice(id).Shell(token, command, timeout);
        return TypedResults.Ok(new ShellDetails { ExitCode = result.ExitCode, Output = result.Output });
    }

    private static async Task<Ok<LeaseDetails>> ResetAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, taskId, seed) = DeviceResetBody.Read(body);
        var task = taskId is null ? null : (await grains.GetTaskCatalog().Get(taskId, cancellationToken)).Definition;
        return TypedResults.Ok(LeaseDetails.From(
            await grains.GetDevice(id).Reset(token, new DeviceReset { Task = task, Seed = seed })));
    }

    private static async Task<Ok<DeviceDetails>> TerminateAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        return TypedResults.Ok(DeviceDetails.From(await grains.GetDevice(id).Terminate(TerminateBody.Read(body))));
    }
}
