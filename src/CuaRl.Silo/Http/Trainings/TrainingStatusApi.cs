using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Trainings: their changes of status. Each may be sent again.</summary>
internal static class TrainingStatusApi
{
    private const string Repeatable = "Sending it again gives the first answer, so that it needs no Idempotency-Key.";
    private const string GoesOn = "It reaches every rollout; of a large training the answer comes before, 'unreached' says how many are left, and they follow by themselves.";

    public static void MapTrainingStatus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings/{id}").WithTags("Trainings");

        group.MapPost("/begin", BeginAsync)
            .WithName("BeginTraining")
            .WithSummary("Says that a training runs")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);

        group.MapPost("/pause", PauseAsync)
            .WithName("PauseTraining")
            .WithSummary("Stops a training until it is resumed")
            .WithDescription(GoesOn)
            .DescribeBody<ActorBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/resume", ResumeAsync)
            .WithName("ResumeTraining")
            .WithSummary("Lets a paused training go on")
            .WithDescription(GoesOn)
            .DescribeBody<ActorBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/cancel", CancelAsync)
            .WithName("CancelTraining")
            .WithSummary("Gives a training up, with all of it that has not ended")
            .WithDescription(GoesOn)
            .DescribeBody<CancelBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/complete", CompleteAsync)
            .WithName("CompleteTraining")
            .WithSummary("Ends a training well")
            .WithDescription(Repeatable)
            .DescribeBody<MessageBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/fail", FailAsync)
            .WithName("FailTraining")
            .WithSummary("Ends a training badly")
            .WithDescription(Repeatable + " Another error is a conflict.")
            .DescribeBody<ReasonBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/archive", ArchiveAsync)
            .WithName("ArchiveTraining")
            .WithSummary("Takes a training out of lists")
            .WithDescription(Repeatable)
            .DescribeProblems(404);

        group.MapPost("/unarchive", UnarchiveAsync)
            .WithName("UnarchiveTraining")
            .WithSummary("Takes a training back into lists")
            .WithDescription(Repeatable)
            .DescribeProblems(404);
    }

    private static async Task<Ok<TrainingDetails>> BeginAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Begin());

    private static async Task<Ok<TrainingDetails>> PauseAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var actor = ActorBody.Read(body).Actor;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Pause(actor));
    }

    private static async Task<Ok<TrainingDetails>> ResumeAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var actor = ActorBody.Read(body).Actor;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Resume(actor));
    }

    private static async Task<Ok<TrainingDetails>> CancelAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var cancel = CancelBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Cancel(cancel.Actor, cancel.Reason));
    }

    private static async Task<Ok<TrainingDetails>> CompleteAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var message = MessageBody.Read(body).Message;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Complete(message));
    }

    private static async Task<Ok<TrainingDetails>> FailAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var error = ReasonBody.Read(body).Error;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Fail(error));
    }

    private static async Task<Ok<TrainingDetails>> ArchiveAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).SetArchived(true));

    private static async Task<Ok<TrainingDetails>> UnarchiveAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).SetArchived(false));

    private static async Task<ITrainingGrain> FindAsync(IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken));

    private static Ok<TrainingDetails> Ok(TrainingInfo training) => TypedResults.Ok(TrainingDetails.From(training));
}
