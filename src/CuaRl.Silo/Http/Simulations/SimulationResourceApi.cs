using CuaRl.Silo.Http.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>One simulation.</summary>
internal static class SimulationResourceApi
{
    public static void MapSimulationResource(this IEndpointRouteBuilder routes) => routes
        .MapGroup("/api/v1/simulations").WithTags("Simulations")
        .MapGet("/{id}", GetAsync)
        .WithName("GetSimulationResource")
        .WithSummary("Shows a simulation")
        .WithDescription("Everything that is stored of it; configurations come back byte for byte.")
        .DescribeProblems(404);

    private static async Task<Ok<SimulationDetails>> GetAsync(string id, IGrainFactory grains) =>
        TypedResults.Ok(SimulationDetails.From(await grains.GetSimulation(id).Get(), UtcTimestamp.Format));
}
