using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>Rollouts: their ends, their attempts and their judgements.</summary>
internal static class RolloutEndApi
{
    private const string Repeatable = "Sending it again gives the first answer, so that it needs no Idempotency-Key.";

    private const string WhileFresh = "Sending it again gives the same until the new attempt has said something of itself.";

    public static void MapRolloutEnds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/rollouts/{id}").WithTags("Rollouts");

        group.MapPost("/attempts/fail", FailAttemptAsync)
            .WithName("FailRolloutAttempt")
            .WithSummary("Loses the present attempt to a device or the service, and begins another")
            .WithDescription(
                "The rollout is pending again, on a run of its own. " + WhileFresh + " With the attempt named, it always gives the same.")
            .DescribeQuery("attempt", TurnApi.Attempt, isNumber: true, isRequired: false)
            .DescribeBody<LossBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/retry", RetryAsync)
            .WithName("RetryRollout")
            .WithSummary("Takes up a rollout that failed or was given up, with another attempt")
            .WithDescription(WhileFresh)
            .DescribeProblems(404, 409);

        group.MapPost("/complete", CompleteAsync)
            .WithName("CompleteRollout")
            .WithSummary("Ends a rollout with its judgement and reward")
            .WithDescription(Repeatable + " Another outcome is a conflict.")
            .DescribeQuery("attempt", TurnApi.Attempt, isNumber: true, isRequired: false)
            .DescribeBody<OutcomeBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/fail", FailAsync)
            .WithName("FailRollout")
            .WithSummary("Ends a rollout without a reward: it was lost, and counts nowhere")
            .WithDescription(Repeatable + " Another error is a conflict.")
            .DescribeQuery("attempt", TurnApi.Attempt, isNumber: true, isRequired: false)
            .DescribeBody<LossBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/cancel", CancelAsync)
            .WithName("CancelRollout")
            .WithSummary("Gives a rollout up")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);

        group.MapPost("/override", OverrideAsync)
            .WithName("OverrideValidation")
            .WithSummary("Adds a person's judgement of a rollout, which counts from now on")
            .WithDescription("Those before stay, and so does the recorded reward unless asked. Each request adds one.")
            .DescribeBody<OverrideBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/revalidate", RevalidateAsync)
            .WithName("RevalidateRollout")
            .WithSummary("Adds a later judgement by the validator, which counts from now on")
            .WithDescription("Those before stay, and so does the recorded reward. Each request adds one.")
            .DescribeBody<ValidationBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/rejudge", RejudgeAsync)
            .WithName("RejudgeRollout")
            .WithSummary("Has the validator judge a rollout again, over what it recorded of the device")
            .WithDescription(
                "By the task as it is now. The judgement counts from now on; those before stay, and so does the recorded reward. Where too "
                + "little was recorded to judge, nothing is added.")
            .DescribeProblems(404, 409, 422);
    }

    private static async Task<Ok<RolloutDetails>> FailAttemptAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var loss = LossBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).FailAttempt(loss.ErrorKind, loss.Error, TurnApi.AttemptOf(request)));
    }

    private static async Task<Ok<RolloutDetails>> RetryAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Retry());

    private static async Task<Ok<RolloutDetails>> CompleteAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var outcome = OutcomeBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Complete(outcome, TurnApi.AttemptOf(request)));
    }

    private static async Task<Ok<RolloutDetails>> FailAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var loss = LossBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Fail(loss.ErrorKind, loss.Error, TurnApi.AttemptOf(request)));
    }

    private static async Task<Ok<RolloutDetails>> CancelAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Cancel());

    private static async Task<Ok<RolloutDetails>> OverrideAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var judgement = OverrideBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Override(judgement));
    }

    private static async Task<Ok<RolloutDetails>> RevalidateAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var report = ValidationBody.Read(body);
        body.ThrowIfInvalid();
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Revalidate(report));
    }

    private static async Task<Ok<RolloutDetails>> RejudgeAsync(
        string id, IGrainFactory grains, IValidators validators, CancellationToken cancellationToken)
    {
        var rollout = await FindAsync(grains, id, cancellationToken);
        var report = await Rejudgement.RunAsync(await rollout.Describe(), grains, validators, cancellationToken);
        return Ok(await rollout.Revalidate(report));
    }

    private static async Task<IRolloutGrain> FindAsync(IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.GetRollout(await grains.RolloutIdAsync(id, cancellationToken));

    private static Ok<RolloutDetails> Ok(RolloutInfo rollout) => TypedResults.Ok(RolloutDetails.From(rollout));
}
