using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop.Rollouts;
using CuaRl.Silo.Http.Rollouts;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What is on a device that is held: apps, snapshots, a task's goal, and where to watch it.</summary>
internal static class DeviceContentApi
{
    public static void MapDeviceContents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Devices");

        Describe<InstallBody>(group.MapPost("/devices/{id}/install", InstallAsync), "InstallApp", "Installs an app on a device");
        Describe<OpenBody>(group.MapPost("/devices/{id}/open", OpenAsync), "OpenApp", "Brings an app of a device to the front");
        Describe<TokenBody>(group.MapPost("/devices/{id}/snapshot", SnapshotAsync), "KeepDevice", "Gives the whole of a device, to go on from later");
        Describe<RestoreBody>(group.MapPost("/devices/{id}/restore", RestoreAsync), "RestoreDevice", "Makes a device what it was");
        Describe<GoalBody>(group.MapPost("/devices/{id}/goal", CheckGoalAsync), "CheckGoal", "Tells whether the goal of a task was strictly reached");
        Describe<GoalBody>(
            group.MapPost("/devices/{id}/validate", ValidateAsync), "ValidateOnDevice",
            "Has the validator of a task judge a device: what completing a rollout takes as its validation");
        Describe<LiveViewBody>(group.MapPost("/devices/{id}/live-view", LiveViewAsync), "WatchDevice", "Tells where a person can watch a device");
    }

    private static void Describe<TBody>(RouteHandlerBuilder route, string name, string summary)
        where TBody : notnull => DeviceApi.Describe<TBody>(route, name, summary, 501);

    private static async Task<NoContent> InstallAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, app) = InstallBody.Read(body);
        await grains.GetDevice(id).InstallApp(token, app);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> OpenAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, package) = OpenBody.Read(body);
        await grains.GetDevice(id).OpenApp(token, package);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SnapshotDetails>> SnapshotAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        return TypedResults.Ok(new SnapshotDetails { Snapshot = await grains.GetDevice(id).Snapshot(TokenBody.Read(body)) });
    }

    private static async Task<Ok<LeaseDetails>> RestoreAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, snapshot) = RestoreBody.Read(body);
        return TypedResults.Ok(LeaseDetails.From(await grains.GetDevice(id).Restore(token, snapshot)));
    }

    private static async Task<Ok<GoalDetails>> CheckGoalAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, taskId, finishMessage) = GoalBody.Read(body);
        var task = (await grains.GetTaskCatalog().Get(taskId, cancellationToken)).Definition;
        return TypedResults.Ok(new GoalDetails { IsReached = await grains.GetDevice(id).CheckGoal(token, task, finishMessage) });
    }

    private static async Task<Ok<ValidationBody>> ValidateAsync(
        string id, HttpRequest request, IGrainFactory grains, IValidators validators, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, taskId, finishMessage) = GoalBody.Read(body);
        var task = (await grains.GetTaskCatalog().Get(taskId, cancellationToken)).Definition;
        var shell = new LeasedShell(grains.GetDevice(id), token, finishMessage);
        var report = await validators.ValidateAsync(task, shell, finishMessage, cancellationToken);
        return shell.Refusal is { } refusal ? throw refusal
            : report is null ? throw new InvalidRequestException("task_id", $"names a task without a validator that could judge: '{taskId}'")
            : TypedResults.Ok(ValidationBody.From(report));
    }

    private static async Task<Ok<LiveViewDetails>> LiveViewAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (token, duration) = LiveViewBody.Read(body);
        var view = await grains.GetDevice(id).LiveView(token, duration);
        return TypedResults.Ok(new LiveViewDetails { Url = view.Url, ExpiresAt = UtcTimestamp.Format(view.ExpiresAt) });
    }
}
