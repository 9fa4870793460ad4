using System.Text;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Validation;
using CuaRl.Silo.Pictures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trees;

/// <summary>The state tree of one simulation.</summary>
internal static class TreeApi
{
    public static void MapTrees(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/simulations/{id}").WithTags("Trees");

        group.MapGet("/tree", GetAsync)
            .WithName("GetTree")
            .WithSummary("Lists the runs of a simulation and how they branch")
            .WithDescription("Flat: parents before children, oldest first among siblings.")
            .DescribeProblems(404);

        group.MapGet("/tree.svg", PictureAsync)
            .WithName("GetTreePicture")
            .WithSummary("Draws the runs of a simulation and how they branch")
            .WithDescription("An SVG document: steps to the right, a row for each run.")
            .Produces<string>(StatusCodes.Status200OK, "image/svg+xml")
            .DescribeProblems(404);

        group.MapGet("/leaves", LeavesAsync)
            .WithName("ListLeaves")
            .WithSummary("Lists the states of a simulation that nothing follows")
            .WithDescription("By pages.")
            .DescribeCursor()
            .DescribeProblems(404, 422);

        group.MapGet("/terminal", TerminalAsync)
            .WithName("ListTerminalStates")
            .WithSummary("Lists the states of a simulation whose episode is done")
            .WithDescription("By pages.")
            .DescribeCursor()
            .DescribeProblems(404, 422);
    }

    private static async Task<Ok<RunTreeDetails>> GetAsync(string id, IGrainFactory grains)
    {
        await grains.GetSimulation(id).Get();
        return TypedResults.Ok(RunTreeDetails.From(await grains.GetStateTree(id).GetRunTree()));
    }

    private static async Task<ContentHttpResult> PictureAsync(string id, HttpResponse response, IGrainFactory grains)
    {
        var simulation = await grains.GetSimulation(id).Get();
        var picture = RunTreePictures.Draw(simulation.Definition.Name, await grains.GetStateTree(id).GetRunTree());
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return TypedResults.Text(picture.ToSvg(), "image/svg+xml", Encoding.UTF8);
    }

    private static async Task<Ok<StateIdList>> LeavesAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = CursorQuery.From(request.Query);
        await grains.GetSimulation(id).Get();
        return TypedResults.Ok(StateIdList.From(
            await grains.GetStateTree(id).Leaves(query.After, query.Limit, cancellationToken)));
    }

    private static async Task<Ok<StateIdList>> TerminalAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = CursorQuery.From(request.Query);
        await grains.GetSimulation(id).Get();
        return TypedResults.Ok(StateIdList.From(
            await grains.GetStateTree(id).TerminalStates(query.After, query.Limit, cancellationToken)));
    }
}
