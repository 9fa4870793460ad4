using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trees;

/// <summary>Names of states, each unique in its simulation.</summary>
internal static class TagApi
{
    public static void MapTags(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/simulations/{id}/tags").WithTags("Trees");

        group.MapGet("", ListAsync)
            .WithName("ListTags")
            .WithSummary("Lists the names of a simulation's states")
            .WithDescription("In their order, by pages.")
            .DescribeCursor()
            .DescribeProblems(404, 422);

        group.MapGet("/{name}", GetAsync)
            .WithName("GetTag")
            .WithSummary("Shows the state by a name")
            .WithDescription("A name keeps its state from being pruned.")
            .DescribeProblems(404, 422);

        group.MapPut("/{name}", PutAsync)
            .WithName("TagState")
            .WithSummary("Gives a state a name")
            .WithDescription("The same again gives the first answer. A name that is another state's is a conflict: delete it first. It holds no '/' and no '%'.")
            .DescribeBody<TagBody>()
            .DescribeProblems(404, 409, 410, 413, 422);

        group.MapDelete("/{name}", DeleteAsync)
            .WithName("UntagState")
            .WithSummary("Takes a name away")
            .WithDescription("The state stays.")
            .DescribeProblems(404, 422);
    }

    private static async Task<Ok<TagList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = CursorQuery.From(request.Query);
        await grains.GetSimulation(id).Get();
        var tags = await grains.GetStateTree(id).ListTags(query.After, query.Limit, cancellationToken);
        return TypedResults.Ok(new TagList
        {
            Items = [.. tags.Select(TagDetails.From)],
            Next = tags.Length < query.Limit ? null : tags[^1].Name,
        });
    }

    private static async Task<Ok<TagDetails>> GetAsync(string id, string name, IGrainFactory grains) =>
        TypedResults.Ok(TagDetails.From(await grains.GetStateTree(id).GetTag(name)));

    private static async Task<Ok<TagDetails>> PutAsync(
        string id, string name, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var state = body.Text("state_id", _ => null);
        body.ThrowIfInvalid();
        await grains.GetSimulation(id).Get();
        return TypedResults.Ok(TagDetails.From(await grains.GetStateTree(id).Tag(StateId.Parse(state), name)));
    }

    private static async Task<NoContent> DeleteAsync(string id, string name, IGrainFactory grains) =>
        await grains.GetStateTree(id).Untag(name)
            ? TypedResults.NoContent()
            : throw new NotFoundException("tag", name);
}
