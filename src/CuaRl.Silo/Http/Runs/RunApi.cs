using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Runs;

/// <summary>Runs: made, listed and shown.</summary>
internal static class RunApi
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Runs");

        group.MapPost("/simulations/{id}/runs", CreateAsync)
            .WithName("CreateSimulationRun")
            .WithSummary("Creates a run, with a root of its own or at a state that is there")
            .WithDescription("With an Idempotency-Key the command may be sent again: the same content gets the first answer.")
            .DescribeBody<RunBody>()
            .DescribeIdempotencyKey()
            .DescribeProblems(404, 409, 410, 413, 422);

        group.MapGet("/simulations/{id}/runs", ListAsync)
            .WithName("PageSimulationRuns")
            .WithSummary("Lists the runs of a simulation by pages")
            .WithDescription("Oldest first, branches included; empty for a simulation that does not exist.")
            .DescribeCursor()
            .DescribeProblems(422);

        group.MapGet("/runs/{id}", GetAsync)
            .WithName("GetRun")
            .WithSummary("Shows a run")
            .WithDescription("As it stands, with where its history ends.")
            .DescribeProblems(404);

        group.MapPost("/runs/{id}/branches", BranchAsync)
            .WithName("BranchFrom")
            .WithSummary("Starts a new run at a step or state of this one's history")
            .WithDescription("Nothing is copied, this run is not changed, and it takes the same time at any depth.")
            .DescribeBody<BranchBody>()
            .DescribeIdempotencyKey()
            .DescribeProblems(404, 409, 410, 413, 422);

        group.MapGet("/runs/{id}/config", ConfigAsync)
            .WithName("GetRunConfig")
            .WithSummary("Shows the configuration that holds for a run")
            .WithDescription("The simulation's agent configuration with the overrides of the run and of those it branched from.")
            .DescribeProblems(404);

        group.MapGet("/runs/{run1}/compare/{run2}", CompareAsync)
            .WithName("CompareRunPieces")
            .WithSummary("Compares two runs")
            .WithDescription("The longest common beginning and what remains of each, as pieces of runs, without the states.")
            .DescribeProblems(404, 410);
    }

    private static async Task<Created<RunDetails>> CreateAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var run = RunBody.Read(body, key);
        await grains.GetSimulation(id).Get();
        return Created(await grains.GetStateTree(id).CreateRun(run));
    }

    private static async Task<Ok<RunList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = CursorQuery.From(request.Query);
        return TypedResults.Ok(RunList.From(await grains.GetRunCatalog().List(
            new RunQuery { SimulationId = id, After = query.After, Limit = query.Limit }, cancellationToken)));
    }

    private static async Task<Ok<RunDetails>> GetAsync(string id, IGrainFactory grains) =>
        TypedResults.Ok(RunDetails.From(await grains.GetRun(id).Describe()));

    private static async Task<Created<RunDetails>> BranchAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        return Created(await grains.GetRun(id).BranchFrom(BranchBody.Read(body, key)));
    }

    private static async Task<Ok<RunConfig>> ConfigAsync(string id, IGrainFactory grains)
    {
        var run = await grains.GetRun(id).Describe();
        var tree = run.Definition.SimulationId is { } simulation ? grains.GetStateTree(simulation) : grains.GetAnyStateTree();
        return TypedResults.Ok(new RunConfig { RunId = id, Config = await tree.EffectiveConfig(id) });
    }

    private static async Task<Ok<ComparisonDetails>> CompareAsync(string run1, string run2, IGrainFactory grains) =>
        TypedResults.Ok(ComparisonDetails.From(run1, run2, await grains.GetAnyStateTree().Compare(run1, run2)));

    private static Created<RunDetails> Created(RunInfo run) =>
        TypedResults.Created($"/api/v1/runs/{run.Id}", RunDetails.From(run));
}
