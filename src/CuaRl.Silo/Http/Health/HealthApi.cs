using CuaRl.Silo.Http.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Health;

/// <summary>Is the process alive, and can it serve.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").WithMetadata(new OpenRouteMetadata());

        group.MapGet("", () => TypedResults.Ok(new HealthStatus { Status = "ok" }))
            .WithName("GetHealth")
            .WithSummary("Is the process alive")
            .WithDescription("Asks nothing of the database or the grains.");

        group.MapGet("/ready", ReadyAsync)
            .WithName("GetReadiness")
            .WithSummary("Can the service do its work")
            .WithDescription("Asks the database and calls a grain; a 503 says what is wrong.")
            .Produces<Readiness>()
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<JsonHttpResult<Readiness>> ReadyAsync(ReadinessCheck check, CancellationToken cancellationToken)
    {
        var readiness = await check.RunAsync(cancellationToken);
        return TypedResults.Json(
            readiness,
            HttpJson.Bodies.Readiness,
            statusCode: readiness.Problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
