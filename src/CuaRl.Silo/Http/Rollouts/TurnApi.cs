using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>The turns of rollouts: stored one by one and read by pages.</summary>
internal static class TurnApi
{
    private const string Pictures =
        " A picture sent along is stored first; should the rest be refused, it is deleted after a day, as a blob that no state names.";

    internal const string Attempt = "The attempt; by default the present one.";

    public static void MapTurns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/rollouts/{id}").WithTags("Rollouts");

        group.MapPost("/reset", ResetAsync)
            .WithName("RecordReset")
            .WithSummary("Stores what the environment showed first")
            .WithDescription("The answer comes when it is durable. Sending the same again gives the first answer." + Pictures)
            .WithMetadata(new BodyLimit(ServerLimits.MaxTurnBytes))
            .DescribeBody<ResetBody>()
            .DescribeQuery("attempt", Attempt, isNumber: true, isRequired: false)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/turns", RecordAsync)
            .WithName("RecordTurn")
            .WithSummary("Stores a turn")
            .WithDescription(
                "The answer comes when it is durable. Its number is its identity: sending the same again gives the first answer, "
                + "other content for it is a conflict, and so is a turn that is not the next one; the answer names that." + Pictures)
            .WithMetadata(new BodyLimit(ServerLimits.MaxTurnBytes))
            .DescribeBody<TurnBody>()
            .DescribeQuery("attempt", Attempt, isNumber: true, isRequired: false)
            .DescribeProblems(404, 409, 413, 422);

        group.MapGet("/turns", ListAsync)
            .WithName("ListTurns")
            .WithSummary("Lists the turns of an attempt by pages")
            .WithDescription("In order; turn 0 is the reset. A page ends early when its content grows large; go on at its 'next'.")
            .DescribeQuery("attempt", Attempt, isNumber: true, isRequired: false)
            .DescribeSteps()
            .DescribeProblems(404, 410, 422);

        group.MapGet("/turns/{turn:int}", GetAsync)
            .WithName("GetTurn")
            .WithSummary("Shows a turn")
            .WithDescription("Turn 0 is the reset.")
            .DescribeQuery("attempt", Attempt, isNumber: true, isRequired: false)
            .DescribeProblems(404, 410, 422);

        group.MapGet("/turns/{turn:int}/screenshot", ScreenshotAsync)
            .WithName("GetTurnScreenshot")
            .WithSummary("Leads to the screenshot of a turn")
            .WithDescription("To its blob, which may be kept for good.")
            .DescribeQuery("which", "'after' (default) or 'before'.", isRequired: false)
            .DescribeQuery("attempt", Attempt, isNumber: true, isRequired: false)
            .Produces(StatusCodes.Status302Found)
            .DescribeProblems(404, 410, 422);
    }

    private static async Task<Created<TurnReceiptDetails>> ResetAsync(
        string id, HttpRequest request, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var attempt = AttemptOf(request);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (reset, screenshot) = ResetBody.Read(body);
        var rollout = grains.GetRollout(await grains.RolloutIdAsync(id, cancellationToken));
        return Created(await rollout.RecordReset(
            reset with { Screenshot = await StoreAsync(screenshot, blobs, cancellationToken) }, attempt));
    }

    private static async Task<Created<TurnReceiptDetails>> RecordAsync(
        string id, HttpRequest request, IGrainFactory grains, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var attempt = AttemptOf(request);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (turn, before, after) = TurnBody.Read(body);
        var rollout = grains.GetRollout(await grains.RolloutIdAsync(id, cancellationToken));
        return Created(await rollout.RecordTurn(
            turn with
            {
                ScreenshotBefore = await StoreAsync(before, blobs, cancellationToken),
                ScreenshotAfter = await StoreAsync(after, blobs, cancellationToken),
            },
            attempt));
    }

    private static async Task<Ok<TurnList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var query = new TurnQuery
        {
            Attempt = (int?)fields.OptionalInteger("attempt", 1, int.MaxValue),
            From = (int)fields.Integer("from", 0, 0, int.MaxValue),
            Limit = fields.Limit(),
        };
        fields.ThrowIfInvalid();
        var rollout = grains.GetRollout(await grains.RolloutIdAsync(id, cancellationToken));
        return TypedResults.Ok(TurnList.From(await rollout.GetTurns(query, cancellationToken)));
    }

    private static async Task<Ok<TurnDetails>> GetAsync(
        string id, int turn, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(TurnDetails.From(await FindAsync(id, turn, AttemptOf(request), grains, cancellationToken)));

    private static async Task<RedirectHttpResult> ScreenshotAsync(
        string id, int turn, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var which = fields.Choice("which", "after", "before");
        fields.ThrowIfInvalid();
        var stored = await FindAsync(id, turn, AttemptOf(request), grains, cancellationToken);
        var hash = which == "after" ? stored.Content.ScreenshotAfter : stored.ScreenshotBefore;
        return hash is null
            ? throw new NotFoundException("screenshot", $"{which} turn {turn}")
            : TypedResults.Redirect($"/api/v1/blobs/{hash}");
    }

    private static async Task<StoredTurn> FindAsync(
        string id, int turn, int? attempt, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var rollout = grains.GetRollout(await grains.RolloutIdAsync(id, cancellationToken));
        var page = turn < 0
            ? null
            : await rollout.GetTurns(new TurnQuery { Attempt = attempt, From = turn, Limit = 1 }, cancellationToken);
        return page is { Items: [var stored] } ? stored : throw new NotFoundException("turn", $"{turn}");
    }

    internal static int? AttemptOf(HttpRequest request)
    {
        var fields = new QueryFields(request.Query);
        var attempt = (int?)fields.OptionalInteger("attempt", 1, int.MaxValue);
        fields.ThrowIfInvalid();
        return attempt;
    }

    private static async Task<string?> StoreAsync(ScreenshotInput? screenshot, IBlobStore blobs, CancellationToken cancellationToken) =>
        screenshot is null ? null : await screenshot.StoreAsync(blobs, cancellationToken);

    private static Created<TurnReceiptDetails> Created(TurnReceipt receipt) => TypedResults.Created(
        $"/api/v1/rollouts/{receipt.RolloutId}/turns/{receipt.Turn}?attempt={receipt.Attempt}", TurnReceiptDetails.From(receipt));
}
