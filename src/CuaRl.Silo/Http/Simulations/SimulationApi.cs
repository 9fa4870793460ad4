using CuaRl.Core.Ids;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Simulations;

/// <summary>Simulations, by the routes and JSON of simulator-state-db.</summary>
internal static class SimulationApi
{
    public static void MapSimulations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/simulations").WithTags("Simulations").AsCompatRoutes();

        group.MapGet("", ListAsync)
            .WithName("ListSimulations")
            .WithSummary("Lists simulations")
            .WithDescription("Oldest first, each with the number of its runs.")
            .DescribePage()
            .DescribeErrors(StatusCodes.Status422UnprocessableEntity);

        group.MapPost("", CreateAsync)
            .WithName("CreateSimulation")
            .WithSummary("Creates a simulation")
            .WithDescription(
                "With an Idempotency-Key the command may be sent again at any time: the same content gets the first answer, "
                + "other content 409. Without one, each request makes another simulation.")
            .DescribeBody<SimulationRequest>()
            .DescribeIdempotencyKey()
            .DescribeErrors(
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status422UnprocessableEntity);

        group.MapGet("/{id}", GetAsync)
            .WithName("GetSimulation")
            .WithSummary("Shows a simulation")
            .WithDescription("Everything that is stored of it; configurations come back byte for byte.")
            .DescribeErrors(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<SimulationLine>>> ListAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = PageQuery.From(request.Query);
        var page = await grains.GetSimulationCatalog().List(query.Skip, query.Limit, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<SimulationLine>>([.. page.Items.Select(SimulationLine.From)]);
    }

    private static async Task<Created<SimulationCreated>> CreateAsync(
        HttpRequest request, IGrainFactory grains, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var id = IdempotencyKey.From(request.Headers) is { } key ? DerivedId.From("simulation", key) : ids.NewId();
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var info = await grains.GetSimulation(id).Create(SimulationRequest.Read(body));
        return TypedResults.Created($"/simulations/{info.Id}", SimulationCreated.From(info));
    }

    private static async Task<Ok<SimulationDetails>> GetAsync(string id, IGrainFactory grains) =>
        TypedResults.Ok(SimulationDetails.From(await grains.GetSimulation(id).Get(), CompatTimestamp.Format));
}
