using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Trainings;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>Rollouts: started, listed, shown and reported on.</summary>
internal static class RolloutApi
{
    public static void MapRollouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Rollouts");

        group.MapPost("/groups/{id}/rollouts", StartAsync)
            .WithName("StartRollout")
            .WithSummary("Starts a rollout of a group, with its first attempt")
            .WithDescription(
                "201 when it is new; 200 as it stands when it was there. Its env_index is its identity, so that it needs no "
                + "Idempotency-Key; other values for it are a conflict.")
            .DescribeBody<RolloutBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapGet("/rollouts", ListAsync)
            .WithName("ListRollouts")
            .WithSummary("Lists rollouts by pages")
            .WithDescription("Newest first; all filters that are given hold.")
            .DescribeQuery("training_id", "Of this training: its UUID, number or name.", isRequired: false)
            .DescribeQuery("batch_id", "Of this batch.", isRequired: false)
            .DescribeQuery("group_id", "Of this group.", isRequired: false)
            .DescribeQuery("source_type", $"Of batches for this: {Words<SourceType>.Known}.", isRequired: false)
            .DescribeQuery("task_id", "Of this task.", isRequired: false)
            .DescribeQuery("status", $"Only those: {Words<RolloutStatus>.Known}.", isRequired: false)
            .DescribeQuery("error_kind", "Lost to this kind of error.", isRequired: false)
            .DescribeQuery("min_reward", "With this reward or more.", isRequired: false)
            .DescribeQuery("max_reward", "With this reward or less.", isRequired: false)
            .DescribeQuery("started_from", "Started then or later: a time with its zone.", isRequired: false)
            .DescribeQuery("started_before", "Started before: a time with its zone.", isRequired: false)
            .DescribeQuery("count", "'true' to count all that match.", isRequired: false)
            .DescribeCursor()
            .DescribeProblems(404, 422);

        group.MapGet("/rollouts/{id}", GetAsync)
            .WithName("GetRollout")
            .WithSummary("Shows a rollout")
            .WithDescription("By its UUID or number, with its attempts and judgements.")
            .DescribeProblems(404);

        group.MapPatch("/rollouts/{id}", ReportAsync)
            .WithName("ReportRollout")
            .WithSummary("Says what a rollout is at, and what became of its device")
            .WithDescription("Its times follow from its statuses.")
            .DescribeQuery("attempt", TurnApi.Attempt, isNumber: true, isRequired: false)
            .DescribeBody<RolloutReportBody>()
            .DescribeProblems(404, 409, 413, 422);
    }

    private static async Task<Results<Created<RolloutDetails>, Ok<RolloutDetails>>> StartAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var asked = RolloutBody.Read(body);
        var rollout = await grains.GetGroup(await grains.GroupIdAsync(id, cancellationToken)).StartRollout(asked);
        return TrainingApi.Started(
            RolloutDetails.From(rollout), $"/api/v1/rollouts/{rollout.Id}", rollout.CreatedAt, rollout.UpdatedAt);
    }

    private static async Task<Ok<RolloutList>> ListAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var query = new RolloutQuery
        {
            SourceType = fields.OptionalWord<SourceType>("source_type"),
            TaskId = fields.OptionalText("task_id"),
            Status = fields.OptionalWord<RolloutStatus>("status"),
            ErrorKind = fields.OptionalText("error_kind"),
            MinReward = fields.OptionalNumber("min_reward"),
            MaxReward = fields.OptionalNumber("max_reward"),
            StartedFrom = fields.OptionalTime("started_from"),
            StartedBefore = fields.OptionalTime("started_before"),
            After = fields.OptionalText("after"),
            Limit = fields.Limit(),
            CountsAll = fields.Flag("count"),
        };
        fields.ThrowIfInvalid();
        query = query with
        {
            TrainingId = fields.OptionalText("training_id") is { } training
                ? await grains.TrainingIdAsync(training, cancellationToken)
                : null,
            BatchId = fields.OptionalText("batch_id") is { } batch ? await grains.BatchIdAsync(batch, cancellationToken) : null,
            GroupId = fields.OptionalText("group_id") is { } group ? await grains.GroupIdAsync(group, cancellationToken) : null,
        };
        return TypedResults.Ok(RolloutList.From(await grains.GetTrainingCatalog().ListRollouts(query, cancellationToken)));
    }

    private static async Task<Ok<RolloutDetails>> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var rollout = await grains.RolloutIdAsync(id, cancellationToken);
        return TypedResults.Ok(RolloutDetails.From(await grains.GetRollout(rollout).Describe()));
    }

    private static async Task<Ok<RolloutDetails>> ReportAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var report = RolloutReportBody.Read(body);
        var rollout = await grains.RolloutIdAsync(id, cancellationToken);
        return TypedResults.Ok(RolloutDetails.From(await grains.GetRollout(rollout).Report(report, TurnApi.AttemptOf(request))));
    }
}
