using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.States;

/// <summary>States, by the routes and JSON of simulator-state-db.</summary>
internal static class CompatStateApi
{
    public static void MapCompatStates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("States").AsCompatRoutes();

        group.MapPost("/states", CreateAsync)
            .WithName("CreateState")
            .WithSummary("Stores a state outside any run")
            .WithDescription("Such as a root that a run is created at later.")
            .WithMetadata(new BodyLimit(ServerLimits.MaxStateBytes))
            .DescribeBody<CompatStateRequest>()
            .DescribeIdempotencyKey()
            .DescribeErrors(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status410Gone,
                StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);

        group.MapPost("/runs/{id}/states", AppendAsync)
            .WithName("AddStateToRun")
            .WithSummary("Appends a state to a run")
            .WithDescription(
                "The answer comes when the state is durable. A parent_state_id other than the run's last state is a conflict: "
                + "a run is a chain.")
            .WithMetadata(new BodyLimit(ServerLimits.MaxStateBytes))
            .DescribeBody<CompatStateRequest>()
            .DescribeIdempotencyKey()
            .DescribeErrors(
                StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status410Gone,
                StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);

        group.MapGet("/runs/{id}/states", ListAsync)
            .WithName("ListRunStates")
            .WithSummary("Lists all states of a run")
            .WithDescription(
                "In order, inherited ones included, and sent while they are read. An answer that cannot be ended is broken off.")
            .Produces<CompatRunStates>()
            .DescribeErrors(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);
    }

    private static async Task<Created<CompatStateCreated>> CreateAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        var input = StateReader.Parse((await RequestBody.ReadJsonAsync(request, cancellationToken)).Span, StateStyle.Original);
        try
        {
            var state = await grains.GetAnyStateTree().AddState(new StateRequest
            {
                Parent = input.ParentStateId is { } parent ? StateId.Parse(parent) : null,
                Content = input.Content,
                OperationId = key,
            });
            return TypedResults.Created($"/api/v1/states/{state.Id}", CompatStateCreated.From(state, runId: null));
        }
        catch (CuaRlException error) when (error is NotFoundException or MalformedIdException)
        {
            throw new RefusedRequestException("create state", error);
        }
    }

    private static async Task<Created<CompatStateCreated>> AppendAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.From(request.Headers);
        var run = grains.GetRun(id);
        var input = StateReader.Parse((await RequestBody.ReadJsonAsync(request, cancellationToken)).Span, StateStyle.Original);
        var receipt = await run.Append(new AppendRequest
        {
            States = [input.Content],
            ExpectedHead = input.ParentStateId is { } parent ? HeadAt(parent, await run.Describe()) : null,
            OperationId = key,
        });
        var state = new StoredState
        {
            Id = new StateId(receipt.RunId, receipt.FirstStep),
            Parent = receipt.Parent,
            Content = input.Content,
            CreatedAt = receipt.CreatedAt,
        };
        return TypedResults.Created($"/api/v1/states/{state.Id}", CompatStateCreated.From(state, id));
    }

    /// <summary>Where the run ends when the state that a client names as parent is its last one.</summary>
    private static long HeadAt(string parent, RunInfo run)
    {
        StateId state;
        try
        {
            state = StateId.Parse(parent);
        }
        catch (MalformedIdException error)
        {
            throw new RefusedRequestException("add state to run", error);
        }

        var start = run.Definition.StartsAfter;
        return state == start || (state.RunId == run.Id && state.Step > (start?.Step ?? -1))
            ? state.Step
            : throw new OtherParentException(run.Id, state, run.Current);
    }

    private static async Task ListAsync(
        string id, HttpResponse response, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var run = grains.GetRun(id);
        var info = await run.Describe();
        var states = await StateSequence.OfRunAsync(run, info, 0, cancellationToken);
        await using var stream = await JsonStream.BeginAsync(response, "application/json; charset=utf-8", cancellationToken);
        var writer = stream.Writer;
        writer.WriteStartObject();
        writer.WriteString("run_id", info.Id);
        writer.WriteString("run_name", info.Definition.Name);
        writer.WriteNumber("total_states", info.Length);
        writer.WriteStartArray("states");
        await foreach (var state in states.ReadAsync().WithCancellation(cancellationToken))
        {
            await stream.WriteAsync(
                CompatRunState.From(state, info.Definition.OriginStep), HttpJson.Bodies.CompatRunState);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await stream.EndAsync();
    }
}
