using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Rewards computed anew over what was recorded.</summary>
internal static class RewardLayerApi
{
    public static void MapRewardLayers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings/{id}").WithTags("Trainings");

        group.MapPost("/reverify", ReverifyAsync)
            .WithName("ReverifyTraining")
            .WithSummary("Computes the rewards of a training's rollouts anew")
            .WithDescription("Into a layer beside the recorded ones, which stay. Sending it again replaces the layer.")
            .DescribeBody<ReverifyBody>()
            .DescribeProblems(404, 413, 422);

        group.MapGet("/reward-layers", ListAsync)
            .WithName("ListRewardLayers")
            .WithSummary("Lists the reward layers of a training")
            .WithDescription("By name.")
            .DescribeProblems(404);
    }

    private static async Task<Ok<RewardLayerDetails>> ReverifyAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var reverify = ReverifyBody.Read(body);
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        return TypedResults.Ok(RewardLayerDetails.From(
            await grains.GetTrainingCatalog().Reverify(training, reverify.Layer, reverify.RewardFunction)));
    }

    private static async Task<Ok<RewardLayerList>> ListAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        var layers = await grains.GetTrainingCatalog().ListRewardLayers(training, cancellationToken);
        return TypedResults.Ok(new RewardLayerList { Items = [.. layers.Select(RewardLayerDetails.From)] });
    }
}
