using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>Trainings that go on from a step of others: made, followed and compared.</summary>
internal static class TrainingLineageApi
{
    public static void MapTrainingLineages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings/{id}").WithTags("Trainings");

        group.MapPost("/branch", BranchAsync)
            .WithName("BranchTraining")
            .WithSummary("Makes a training that goes on from a step of this one")
            .WithDescription(
                "From the state that was saved after the step, with weights and optimizer, under this training's configuration with overrides "
                + "laid over it; both go on. 201 when it is new; 200 when it was there and has changed since. Its name is its identity, so that "
                + "it needs no Idempotency-Key.")
            .DescribeBody<TrainingBranchBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapGet("/lineage", LineageAsync)
            .WithName("GetTrainingLineage")
            .WithSummary("Shows which trainings a training comes from, and which come from it")
            .WithDescription("Its ancestors and its own branches, each with the last step that is shared.")
            .DescribeProblems(404);

        group.MapGet("/compare", CompareAsync)
            .WithName("CompareTrainingWith")
            .WithSummary("Compares a training with another since they parted")
            .WithDescription("Where they parted, the settings in which they differ, and their steps since then side by side.")
            .DescribeQuery("with", "The other one's UUID, number or name.")
            .DescribeProblems(404, 422);
    }

    private static async Task<Results<Created<TrainingDetails>, Ok<TrainingDetails>>> BranchAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (step, branch) = TrainingBranchBody.Read(body);
        var parent = grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken));
        var made = await parent.BranchFrom(step, branch);
        return TrainingApi.Started(TrainingDetails.From(made), $"/api/v1/trainings/{made.Id}", made.CreatedAt, made.UpdatedAt);
    }

    private static async Task<Ok<TrainingLineageDetails>> LineageAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        return TypedResults.Ok(TrainingLineageDetails.From(await grains.GetTrainingCatalog().Lineage(training, cancellationToken)));
    }

    private static async Task<Ok<LineageComparisonDetails>> CompareAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var with = fields.Text("with");
        fields.ThrowIfInvalid();
        var left = await grains.TrainingIdAsync(id, cancellationToken);
        var right = await grains.TrainingIdAsync(with, cancellationToken);
        if (left == right)
        {
            fields.Reject("with", "Input must be another training");
            fields.ThrowIfInvalid();
        }

        return TypedResults.Ok(LineageComparisonDetails.From(await grains.GetTrainingCatalog().Compare(left, right, cancellationToken)));
    }
}
