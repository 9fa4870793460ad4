using CuaRl.Grains.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>Trainings and what they consist of, by the routes and JSON of the original monitor.</summary>
internal static class MonitorTrainingApi
{
    private const string InvalidTraining = "Invalid training ID";

    public static void MapMonitorTrainings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapMonitorGroup();

        group.MapGet("/trainings", ListAsync)
            .WithName("ListMonitorTrainings")
            .WithSummary("Lists all trainings but the archived")
            .WithDescription("The latest first, with their progress of now.")
            .DescribeMonitorErrors();

        group.MapGet("/trainings/{id}", GetAsync)
            .WithName("GetMonitorTraining")
            .WithSummary("Shows a training by its number")
            .DescribeMonitorErrors(400, 404);

        group.MapGet("/trainings/{id}/timeline", GetTimelineAsync)
            .WithName("GetMonitorTimeline")
            .WithSummary("Lists the baselines, steps and evaluations of a training")
            .WithDescription("By creation. A training that does not exist has none, as in the original.")
            .DescribeMonitorErrors(400);

        group.MapGet("/timeline/{type}/{id}", GetItemAsync)
            .WithName("GetMonitorItem")
            .WithSummary("Shows a baseline, a step or an evaluation with its groups and rollouts")
            .DescribeMonitorErrors(400, 404);
    }

    private static async Task<Ok<MonitorTrainings>> ListAsync(
        IMonitorReads reads, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var trainings = await reads.ListTrainingsAsync(cancellationToken);
        await Task.WhenAll(trainings.Select(grains.RefreshTrainingAsync)).WaitAsync(cancellationToken);
        return TypedResults.Ok(new MonitorTrainings { Trainings = [.. trainings.Select(row => row.Values)] });
    }

    private static async Task<Ok<MonitorTraining>> GetAsync(
        string id, IMonitorReads reads, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await reads.FindTrainingAsync(MonitorIds.Read(id, InvalidTraining), cancellationToken)
            ?? throw MonitorRefusedException.Missing("Training not found");
        await grains.RefreshTrainingAsync(training).WaitAsync(cancellationToken);
        return TypedResults.Ok(new MonitorTraining { Training = training.Values });
    }

    private static async Task<Ok<MonitorTimeline>> GetTimelineAsync(
        string id, IMonitorReads reads, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var number = MonitorIds.Read(id, InvalidTraining);
        var timeline = await reads.ListTimelineAsync(number, cancellationToken);
        var catalog = grains.GetTrainingCatalog();
        if (timeline.Count > 0 && await catalog.FindId(RecordKind.Training, number, cancellationToken) is { } training)
        {
            var batches = await catalog.ListBatches(training, sourceType: null, cancellationToken);
            MonitorProgress.Refresh(timeline, batches.Select(batch => (batch.Id, batch.Progress)));
        }

        return TypedResults.Ok(new MonitorTimeline { Timeline = [.. timeline.Select(row => row.Values)] });
    }

    private static async Task<Ok<MonitorItem>> GetItemAsync(
        string type, string id, IMonitorReads reads, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var number = MonitorIds.Read(id, "Invalid ID");
        var source = Words<SourceType>.Find(type)
            ?? throw MonitorRefusedException.Bad("Invalid type. Must be baseline, step, or eval");
        var item = await reads.FindItemAsync(source, number, cancellationToken)
            ?? throw MonitorRefusedException.Missing($"{type} not found");
        var groups = await reads.ListGroupsAsync(source, number, cancellationToken);
        var rollouts = await reads.ListRolloutsAsync(source, number, cancellationToken);

        var batch = await grains.GetBatch(item.RecordId.ToString()).Describe().WaitAsync(cancellationToken);
        MonitorProgress.Refresh([item], [(batch.Id, batch.Progress)]);
        var described = await grains.GetTrainingCatalog().ListGroups(batch.Id, cancellationToken);
        MonitorProgress.Refresh(groups, described.Select(group => (group.Id, group.Progress)));
        item.Values["groups"] = new System.Text.Json.Nodes.JsonArray([.. groups.Select(row => row.Values)]);
        return TypedResults.Ok(new MonitorItem { Item = item.Values, Rollouts = [.. rollouts.Select(row => row.Values)] });
    }
}
