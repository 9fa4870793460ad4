using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.States;

/// <summary>States: one, and the states of a run by pages.</summary>
internal static class StateApi
{
    public static void MapStates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("States");

        group.MapGet("/runs/{id}/states", ListAsync)
            .WithName("PageRunStates")
            .WithSummary("Lists the states of a run by pages")
            .WithDescription(
                "In order, inherited ones included. A page ends early when its content grows large; go on at its 'next'.")
            .DescribeSteps()
            .DescribeProblems(404, 410, 422);

        group.MapGet("/states/{id}", GetAsync)
            .WithName("GetState")
            .WithSummary("Shows a state")
            .WithDescription("It never changes, so that it may be kept for good.")
            .Produces<StateDetails>()
            .DescribeImmutable()
            .DescribeProblems(404, 410);

        group.MapGet("/states/{id}/children", ChildrenAsync)
            .WithName("ListStateChildren")
            .WithSummary("Lists the states that follow a state")
            .WithDescription("The run's own first, then the first states of branches by their creation.")
            .DescribeCursor()
            .DescribeProblems(404, 410, 422);

        group.MapGet("/states/{id}/descendants", DescendantsAsync)
            .WithName("CountDescendants")
            .WithSummary("Counts what lies below a state")
            .WithDescription("Its states, leaves and runs.")
            .DescribeProblems(404, 410);
    }

    private static async Task<Ok<StateList>> ListAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(StateList.From(
            await grains.GetRun(id).GetStates(StepQuery.From(request.Query), cancellationToken)));

    private static async Task<Results<Ok<StateDetails>, StatusCodeHttpResult>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var state = await grains.GetAnyStateTree().GetState(StateId.Parse(id), cancellationToken);
        return ImmutableAnswer.IsKnown(context, id)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(StateDetails.From(state));
    }

    private static async Task<Ok<StateIdList>> ChildrenAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = CursorQuery.From(request.Query);
        return TypedResults.Ok(StateIdList.From(await grains.GetAnyStateTree().Children(
            StateId.Parse(id), query.After, query.Limit, cancellationToken)));
    }

    private static async Task<Ok<DescendantDetails>> DescendantsAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var counts = await grains.GetAnyStateTree().CountDescendants(StateId.Parse(id), cancellationToken);
        return TypedResults.Ok(new DescendantDetails
        {
            StateId = id,
            States = counts.States,
            Leaves = counts.Leaves,
            Runs = counts.Runs,
        });
    }
}
