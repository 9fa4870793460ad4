using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Trainings side by side.</summary>
internal static class TrainingComparisonApi
{
    private const int Most = 20;

    public static void MapTrainingComparison(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings").WithTags("Trainings");

        group.MapGet("/compare", CompareAsync)
            .WithName("CompareTrainings")
            .WithSummary("Compares trainings")
            .WithDescription("What they are configured with differently, and their measurements over the steps, aligned.")
            .DescribeQuery("ids", "2 to 20 UUIDs, numbers or names, with commas between.")
            .DescribeProblems(404, 422);
    }

    private static async Task<Ok<TrainingComparison>> CompareAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var ids = fields.Text("ids").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or 1 or > Most)
        {
            fields.Reject("ids", $"Input must be 2 to {Most} ids with commas between, not {ids.Length}");
        }

        fields.ThrowIfInvalid();
        var compared = new List<(TrainingInfo, IReadOnlyList<BatchInfo>)>();
        foreach (var id in ids)
        {
            var training = await grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken)).Describe();
            var batches = await grains.GetTrainingCatalog().ListBatches(training.Id, cancellationToken: cancellationToken);
            compared.Add((training, batches));
        }

        return TypedResults.Ok(TrainingComparison.Of(compared));
    }
}
