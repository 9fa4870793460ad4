using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Runs;

/// <summary>Runs: their changes of status. Each may be sent again: the same once more gets the first answer.</summary>
internal static class RunStatusApi
{
    private const string Repeatable = "Sending it again gives the first answer, so that it needs no Idempotency-Key.";

    public static void MapRunStatus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/runs/{id}").WithTags("Runs");

        group.MapPost("/pause", async (string id, IGrainFactory grains) => Ok(await grains.GetRun(id).Pause()))
            .WithName("PauseRun")
            .WithSummary("Stops a run from taking states until it is resumed")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);

        group.MapPost("/resume", async (string id, IGrainFactory grains) => Ok(await grains.GetRun(id).Resume()))
            .WithName("ResumeRun")
            .WithSummary("Lets a paused run take states again")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);

        group.MapPost("/complete", CompleteAsync)
            .WithName("CompleteRun")
            .WithSummary("Ends a run well")
            .WithDescription(Repeatable + " Another reward is a conflict.")
            .DescribeBody<CompletionBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/fail", FailAsync)
            .WithName("FailRun")
            .WithSummary("Ends a run badly")
            .WithDescription(Repeatable + " Another reason is a conflict.")
            .DescribeBody<FailureBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/prune", async (string id, IGrainFactory grains) => Ok(await grains.GetRun(id).Prune()))
            .WithName("PruneRun")
            .WithSummary("Deletes a run's own states")
            .WithDescription(
                "States that it inherited stay, and so does its record. It is refused while another run's history or a tag holds "
                + "one of its states; the answer names them. " + Repeatable)
            .DescribeProblems(404, 409);
    }

    private static async Task<Ok<RunDetails>> CompleteAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var completion = CompletionBody.Read(body);
        return Ok(await grains.GetRun(id).Complete(completion.TotalReward, completion.ExpectedHead));
    }

    private static async Task<Ok<RunDetails>> FailAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var failure = FailureBody.Read(body);
        return Ok(await grains.GetRun(id).Fail(failure.Reason, failure.ExpectedHead));
    }

    private static Ok<RunDetails> Ok(RunInfo run) => TypedResults.Ok(RunDetails.From(run));
}
