using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Trainings;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Groups;

/// <summary>Groups: rollouts of one task, whose rewards are compared.</summary>
internal static class GroupApi
{
    private const string Repeatable = "Sending it again gives the first answer, so that it needs no Idempotency-Key.";

    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Groups");

        group.MapPost("/batches/{id}/groups", StartAsync)
            .WithName("StartGroup")
            .WithSummary("Starts a group of a batch")
            .WithDescription(
                "201 when it is new; 200 as it stands when it was there. Its group_num is its identity, so that it needs no "
                + "Idempotency-Key; other values for it are a conflict.")
            .DescribeBody<GroupBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapGet("/batches/{id}/groups", ListAsync)
            .WithName("ListGroups")
            .WithSummary("Lists the groups of a batch by pages")
            .WithDescription("By their place, with their progress of now.")
            .DescribeCursor()
            .DescribeProblems(404, 422);

        group.MapGet("/groups/{id}", GetAsync)
            .WithName("GetGroup")
            .WithSummary("Shows a group")
            .WithDescription("By its UUID or number, with its progress of now.")
            .DescribeProblems(404);

        group.MapPost("/groups/{id}/complete", CompleteAsync)
            .WithName("CompleteGroup")
            .WithSummary("Ends a group with the statistics of its rollouts")
            .WithDescription(
                "Completed if any of its rollouts is, else failed. Refused while some have not ended. " + Repeatable)
            .DescribeProblems(404, 409);

        group.MapPost("/groups/{id}/fail", FailAsync)
            .WithName("FailGroup")
            .WithSummary("Ends a group badly")
            .WithDescription(Repeatable + " Another error is a conflict.")
            .DescribeBody<ReasonBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/groups/{id}/cancel", CancelAsync)
            .WithName("CancelGroup")
            .WithSummary("Gives a group up, with every rollout that has not ended")
            .WithDescription("Sending it again goes on where a request before broke off.")
            .DescribeProblems(404, 409);

        group.MapPost("/groups/{id}/reopen", ReopenAsync)
            .WithName("ReopenGroup")
            .WithSummary("Takes up a group that failed or was given up")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);
    }

    private static async Task<Results<Created<GroupDetails>, Ok<GroupDetails>>> StartAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var asked = GroupBody.Read(body);
        var group = await grains.GetBatch(await grains.BatchIdAsync(id, cancellationToken)).StartGroup(asked);
        return TrainingApi.Started(GroupDetails.From(group), $"/api/v1/groups/{group.Id}", group.CreatedAt, group.UpdatedAt);
    }

    private static async Task<Ok<GroupList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (after, limit) = CursorQuery.From(request.Query);
        var query = new GroupQuery { BatchId = await grains.BatchIdAsync(id, cancellationToken), After = after, Limit = limit };
        var page = await grains.GetTrainingCatalog().PageGroups(query, cancellationToken);
        return TypedResults.Ok(new GroupList { Items = [.. page.Items.Select(GroupDetails.From)], Next = page.Next });
    }

    private static async Task<Ok<GroupDetails>> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Describe());

    private static async Task<Ok<GroupDetails>> CompleteAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Complete());

    private static async Task<Ok<GroupDetails>> FailAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var error = ReasonBody.Read(body).Error;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Fail(error));
    }

    private static async Task<Ok<GroupDetails>> CancelAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Cancel());

    private static async Task<Ok<GroupDetails>> ReopenAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Reopen());

    private static async Task<IGroupGrain> FindAsync(IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.GetGroup(await grains.GroupIdAsync(id, cancellationToken));

    private static Ok<GroupDetails> Ok(GroupInfo group) => TypedResults.Ok(GroupDetails.From(group));
}
