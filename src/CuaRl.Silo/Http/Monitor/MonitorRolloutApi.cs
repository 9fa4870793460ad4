using System.Text.Json.Nodes;
using CuaRl.Grains.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>Rollouts and their turns, by the routes and JSON of the original monitor.</summary>
internal static class MonitorRolloutApi
{
    private const string InvalidRollout = "Invalid rollout ID";
    private const string InvalidTurn = "Invalid rollout ID or turn ID";
    private const string InvalidObservation = "Invalid rollout ID or observation ID";

    public static void MapMonitorRollouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapMonitorGroup();

        group.MapGet("/rollouts/{id}", GetAsync)
            .WithName("GetMonitorRollout")
            .WithSummary("Shows a rollout by its number, with its task, judgement, device and turns")
            .DescribeMonitorErrors(400, 404);

        group.MapGet("/rollouts/{id}/turns/{turnId}", GetTurnAsync)
            .WithName("GetMonitorTurn")
            .WithSummary("Shows the actions and observations of a turn")
            .WithDescription("Without the model's input, which has a route of its own.")
            .DescribeMonitorErrors(400, 404);

        group.MapGet("/rollouts/{id}/model-input/{turnId}", GetModelInputAsync)
            .WithName("GetMonitorModelInput")
            .WithSummary("Shows the model's input in a turn")
            .DescribeMonitorErrors(400, 404);

        group.MapGet("/rollouts/{id}/screenshot/{obsId}", GetScreenshotAsync)
            .WithName("GetMonitorScreenshotPlace")
            .WithSummary("Tells where the picture of an observation is")
            .DescribeMonitorErrors(400, 404);
    }

    private static async Task<Ok<MonitorRollout>> GetAsync(
        string id, IMonitorReads reads, CancellationToken cancellationToken)
    {
        var number = MonitorIds.Read(id, InvalidRollout);
        var rollout = (await reads.FindRolloutAsync(number, cancellationToken))?.Values
            ?? throw MonitorRefusedException.Missing("Rollout not found");
        var turns = await reads.ListTurnsAsync(number, cancellationToken);
        var actions = await reads.ListActionsAsync(number, turn: null, cancellationToken);
        rollout["trajectory_data_json"] = MonitorTrajectory.Compose(turns, actions);
        return TypedResults.Ok(new MonitorRollout
        {
            Rollout = rollout,
            Task = Number(rollout["task_id"]) is { } task ? await reads.FindTaskAsync(task, cancellationToken) : null,
            Validation = MonitorValidation.Compose(number, await reads.ListValidationsAsync(number, cancellationToken)),
            Environment = Number(rollout["env_id"]) is { } environment
                ? await reads.FindEnvironmentAsync(environment, cancellationToken)
                : null,
            Turns = turns,
        });
    }

    private static async Task<Ok<MonitorTurn>> GetTurnAsync(
        string id, string turnId, HttpResponse response, IMonitorReads reads, CancellationToken cancellationToken)
    {
        var (rollout, turn) = await TurnAsync(id, turnId, reads, cancellationToken);
        var answer = new MonitorTurn
        {
            Actions = await reads.ListActionsAsync(rollout, turn, cancellationToken),
            Observations = await reads.ListObservationsAsync(rollout, turn, cancellationToken),
        };
        MonitorRoutes.KeepShortly(response);
        return TypedResults.Ok(answer);
    }

    private static async Task<Ok<MonitorModelInput>> GetModelInputAsync(
        string id, string turnId, HttpResponse response, IMonitorReads reads, CancellationToken cancellationToken)
    {
        var (rollout, turn) = await TurnAsync(id, turnId, reads, cancellationToken);
        var found = await reads.FindModelInputAsync(rollout, turn, cancellationToken)
            ?? throw MonitorRefusedException.Missing("Model input not found for this turn");
        MonitorRoutes.KeepLong(response);
        return TypedResults.Ok(new MonitorModelInput
        {
            ModelInput = found["model_input_json"]?.DeepClone(),
            ScreenshotUri = (string?)found["screenshot_uri"],
        });
    }

    private static async Task<Ok<MonitorScreenshot>> GetScreenshotAsync(
        string id, string obsId, HttpResponse response, IMonitorReads reads, CancellationToken cancellationToken)
    {
        var found = await reads.FindScreenshotAsync(
            MonitorIds.Read(id, InvalidObservation), MonitorIds.Read(obsId, InvalidObservation), cancellationToken)
            ?? throw MonitorRefusedException.Missing("Observation not found or does not belong to this rollout");
        MonitorRoutes.KeepLong(response);
        return TypedResults.Ok(new MonitorScreenshot
        {
            ScreenshotUri = (string?)found["screenshot_uri"],
            ObsType = (string?)found["obs_type"],
        });
    }

    private static async Task<(long Rollout, long Turn)> TurnAsync(
        string id, string turnId, IMonitorReads reads, CancellationToken cancellationToken)
    {
        var (rollout, turn) = (MonitorIds.Read(id, InvalidTurn), MonitorIds.Read(turnId, InvalidTurn));
        return await reads.HasTurnAsync(rollout, turn, cancellationToken)
            ? (rollout, turn)
            : throw MonitorRefusedException.Missing("Turn not found or does not belong to this rollout");
    }

    private static long? Number(JsonNode? value) => value is null ? null : value.GetValue<long>();
}
