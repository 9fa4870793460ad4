using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Trainings;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Batches;

/// <summary>Steps, evaluations and baselines.</summary>
internal static class BatchApi
{
    private const string Repeatable = "Sending it again gives the first answer, so that it needs no Idempotency-Key.";

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Batches");

        group.MapPost("/trainings/{id}/batches", StartAsync)
            .WithName("StartBatch")
            .WithSummary("Starts a step, an evaluation or a baseline of a training")
            .WithDescription(
                "201 when it is new; 200 as it stands when it was there. Its kind and step are its identity, so that it needs no "
                + "Idempotency-Key; other values for it are a conflict.")
            .DescribeBody<BatchBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapGet("/trainings/{id}/batches", ListAsync)
            .WithName("ListBatches")
            .WithSummary("Lists the steps, evaluations and baselines of a training by pages")
            .WithDescription("By their creation, with their progress of now.")
            .DescribeQuery("source_type", $"Only those: {Words<SourceType>.Known}.", isRequired: false)
            .DescribeCursor()
            .DescribeProblems(404, 422);

        group.MapGet("/trainings/{id}/latest-step", GetLatestStepAsync)
            .WithName("GetLatestStep")
            .WithSummary("Shows the latest completed step of a training that has a checkpoint: it would go on after that")
            .WithDescription("404 while there is none.")
            .DescribeProblems(404);

        group.MapGet("/batches/{id}", GetAsync)
            .WithName("GetBatch")
            .WithSummary("Shows a step, an evaluation or a baseline")
            .WithDescription("By its UUID, or its kind and number, such as step-7, with its progress of now.")
            .DescribeProblems(404);

        group.MapPatch("/batches/{id}", ReportAsync)
            .WithName("ReportBatch")
            .WithSummary("Says what a batch is at")
            .WithDescription("Its times follow from its statuses.")
            .DescribeBody<BatchReportBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/batches/{id}/complete", CompleteAsync)
            .WithName("CompleteBatch")
            .WithSummary("Ends a batch well, with the statistics of its rollouts")
            .WithDescription("Refused while some of its groups have not ended. " + Repeatable + " Another result is a conflict.")
            .DescribeBody<BatchResultBody>(isOptional: true)
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/batches/{id}/fail", FailAsync)
            .WithName("FailBatch")
            .WithSummary("Ends a batch badly")
            .WithDescription(Repeatable + " Another error is a conflict.")
            .DescribeBody<ReasonBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapPost("/batches/{id}/cancel", CancelAsync)
            .WithName("CancelBatch")
            .WithSummary("Gives a batch up, with every group and rollout that has not ended")
            .WithDescription("Sending it again goes on where a request before broke off.")
            .DescribeProblems(404, 409);

        group.MapPost("/batches/{id}/reopen", ReopenAsync)
            .WithName("ReopenBatch")
            .WithSummary("Takes up a batch that failed or was given up")
            .WithDescription(Repeatable)
            .DescribeProblems(404, 409);
    }

    private static async Task<Results<Created<BatchDetails>, Ok<BatchDetails>>> StartAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var asked = BatchBody.Read(body);
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        var batch = await grains.GetTraining(training).StartBatch(asked);
        return TrainingApi.Started(BatchDetails.From(batch), $"/api/v1/batches/{batch.Id}", batch.CreatedAt, batch.UpdatedAt);
    }

    private static async Task<Ok<BatchList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var source = fields.OptionalWord<SourceType>("source_type");
        var (after, limit) = (fields.OptionalText("after"), fields.Limit());
        fields.ThrowIfInvalid();
        var query = new BatchQuery
        {
            TrainingId = await grains.TrainingIdAsync(id, cancellationToken), SourceType = source, After = after, Limit = limit,
        };
        var page = await grains.GetTrainingCatalog().PageBatches(query, cancellationToken);
        return TypedResults.Ok(new BatchList { Items = [.. page.Items.Select(BatchDetails.From)], Next = page.Next });
    }

    private static async Task<Ok<BatchDetails>> GetLatestStepAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        return Ok(await grains.GetTrainingCatalog().FindLatestStep(training, cancellationToken)
            ?? throw new NotFoundException("completed step with a checkpoint of training", training));
    }

    private static async Task<Ok<BatchDetails>> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Describe());

    private static async Task<Ok<BatchDetails>> ReportAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var report = BatchReportBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Report(report));
    }

    private static async Task<Ok<BatchDetails>> CompleteAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadOptionalAsync(request, cancellationToken);
        var result = BatchResultBody.Read(body);
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Complete(result));
    }

    private static async Task<Ok<BatchDetails>> FailAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var error = ReasonBody.Read(body).Error;
        return Ok(await (await FindAsync(grains, id, cancellationToken)).Fail(error));
    }

    private static async Task<Ok<BatchDetails>> CancelAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Cancel());

    private static async Task<Ok<BatchDetails>> ReopenAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Ok(await (await FindAsync(grains, id, cancellationToken)).Reopen());

    private static async Task<IBatchGrain> FindAsync(IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.GetBatch(await grains.BatchIdAsync(id, cancellationToken));

    private static Ok<BatchDetails> Ok(BatchInfo batch) => TypedResults.Ok(BatchDetails.From(batch));
}
