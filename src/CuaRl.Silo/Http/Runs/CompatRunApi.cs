using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Runs;

/// <summary>Runs, by the routes and JSON of simulator-state-db.</summary>
internal static class CompatRunApi
{
    public static void MapCompatRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Runs").AsCompatRoutes();

        group.MapGet("/runs", ListAllAsync)
            .WithName("ListRuns")
            .WithSummary("Lists the runs of all simulations")
            .WithDescription("Oldest first.")
            .DescribePage()
            .DescribeErrors(StatusCodes.Status422UnprocessableEntity);

        group.MapGet("/simulations/{id}/runs", ListAsync)
            .WithName("ListSimulationRuns")
            .WithSummary("Lists the runs of a simulation")
            .WithDescription("All of them, oldest first, branches included.")
            .Produces<IReadOnlyList<CompatRunLine>>()
            .DescribeErrors(StatusCodes.Status404NotFound);

        group.MapPost("/simulations/{id}/runs", CreateAsync)
            .WithName("CreateRun")
            .WithSummary("Creates a run at a state that is there")
            .WithDescription("The state comes from POST /states, or is one of the same simulation.")
            .DescribeBody<CompatRunRequest>()
            .DescribeIdempotencyKey()
            .DescribeErrors(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
                StatusCodes.Status410Gone, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);

        group.MapPost("/runs/branch", BranchAsync)
            .WithName("BranchRun")
            .WithSummary("Starts a run at a state of another's history")
            .WithDescription("Nothing is copied, the parent is not changed, and it takes the same time at any depth.")
            .DescribeBody<CompatBranchRequest>()
            .DescribeIdempotencyKey()
            .DescribeErrors(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
                StatusCodes.Status410Gone, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<IReadOnlyList<CompatAnyRunLine>>> ListAllAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = PageQuery.From(request.Query);
        var page = await grains.GetRunCatalog().List(
            new RunQuery { Skip = query.Skip, Limit = query.Limit }, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<CompatAnyRunLine>>([.. page.Items.Select(CompatAnyRunLine.From)]);
    }

    private static async Task ListAsync(
        string id, HttpResponse response, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await grains.GetSimulation(id).Get();
        var catalog = grains.GetRunCatalog();
        var query = new RunQuery { SimulationId = id, Limit = SimulationRules.MaxPage };
        var page = await catalog.List(query, cancellationToken);
        await using var stream = await JsonStream.BeginAsync(response, "application/json; charset=utf-8", cancellationToken);
        stream.Writer.WriteStartArray();
        while (true)
        {
            foreach (var run in page.Items)
            {
                await stream.WriteAsync(CompatRunLine.From(run), HttpJson.Bodies.CompatRunLine);
            }

            if (page.Next is null)
            {
                break;
            }

            page = await catalog.List(query with { After = page.Next }, cancellationToken);
        }

        stream.Writer.WriteEndArray();
        await stream.EndAsync();
    }

    private static async Task<Created<CompatRunCreated>> CreateAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (run, root) = CompatRunRequest.Read(body, key);
        await grains.GetSimulation(id).Get();
        try
        {
            var info = await grains.GetStateTree(id).CreateRun(run with { RootState = StateId.Parse(root) });
            return TypedResults.Created($"/api/v1/runs/{info.Id}", CompatRunCreated.From(info));
        }
        catch (CuaRlException error) when (error is NotFoundException or MalformedIdException)
        {
            throw new NotFoundException("root state", root);
        }
        catch (InvalidRequestException error)
        {
            throw new RefusedRequestException("create run", error);
        }
    }

    private static async Task<Created<CompatBranchCreated>> BranchAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (branch, parent, point) = CompatBranchRequest.Read(body, key);
        if (!GrainKeys.IsRunId(parent))
        {
            throw new NotFoundException("parent run", parent);
        }

        try
        {
            var info = await grains.GetRun(parent).BranchFrom(branch with { State = StateId.Parse(point) });
            return TypedResults.Created($"/api/v1/runs/{info.Id}", CompatBranchCreated.From(info));
        }
        catch (NotFoundException error)
        {
            throw new NotFoundException(
                error.Kind == "run" && error.ResourceId == parent ? "parent run" : "branch point state", error.ResourceId);
        }
        catch (MalformedIdException)
        {
            throw new NotFoundException("branch point state", point);
        }
        catch (InvalidRequestException error)
        {
            throw new RefusedRequestException("create branch", error);
        }
    }
}
