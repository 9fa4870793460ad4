using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Runs;

/// <summary>The comparison of two runs, by the route and JSON of simulator-state-db.</summary>
internal static class CompatComparisonApi
{
    public static void MapCompatComparison(this IEndpointRouteBuilder routes) => routes
        .MapGroup("").WithTags("Runs").AsCompatRoutes()
        .MapGet("/runs/{run1}/compare/{run2}", CompareAsync)
        .WithName("CompareRuns")
        .WithSummary("Compares two runs, with all their states")
        .WithDescription(
            "The longest common beginning, its last state, and what remains of each run; sent while it is read. An answer that "
            + "cannot be ended is broken off. /api/v1/runs/{run1}/compare/{run2} tells the same without the states.")
        .Produces<CompatComparison>()
        .DescribeErrors(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);

    private static async Task CompareAsync(
        string run1, string run2, HttpResponse response, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var tree = grains.GetAnyStateTree();
        var comparison = await FindAsync(tree, run1, run2);
        var divergence = comparison.DivergencePoint is { } point ? await tree.GetState(point, cancellationToken) : null;
        var shared = await StateSequence.OfPiecesAsync(tree, comparison.Shared, cancellationToken);
        var only1 = await StateSequence.OfPiecesAsync(tree, comparison.Run1Only, cancellationToken);
        var only2 = await StateSequence.OfPiecesAsync(tree, comparison.Run2Only, cancellationToken);

        await using var stream = await JsonStream.BeginAsync(response, "application/json; charset=utf-8", cancellationToken);
        var writer = stream.Writer;
        writer.WriteStartObject();
        writer.WriteString("run1_id", run1);
        writer.WriteString("run2_id", run2);
        await WriteAsync(stream, "shared", shared);
        await WriteAsync(stream, "run1_only", only1);
        await WriteAsync(stream, "run2_only", only2);
        writer.WritePropertyName("divergence_point");
        if (divergence is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            await stream.WriteAsync(CompatState.From(divergence), HttpJson.Bodies.CompatState);
        }

        writer.WriteNumber("shared_count", comparison.SharedCount);
        writer.WriteNumber("run1_unique_count", comparison.Run1UniqueCount);
        writer.WriteNumber("run2_unique_count", comparison.Run2UniqueCount);
        writer.WriteEndObject();
        await stream.EndAsync();
    }

    private static async Task<RunComparison> FindAsync(IStateTreeGrain tree, string run1, string run2)
    {
        if (!GrainKeys.IsRunId(run1))
        {
            throw new NotFoundException("run 1", run1);
        }

        if (!GrainKeys.IsRunId(run2))
        {
            throw new NotFoundException("run 2", run2);
        }

        try
        {
            return await tree.Compare(run1, run2);
        }
        catch (NotFoundException missing)
        {
            throw new NotFoundException(missing.ResourceId == run1 ? "run 1" : "run 2", missing.ResourceId);
        }
    }

    private static async Task WriteAsync(JsonStream stream, string name, StateSequence states)
    {
        stream.Writer.WriteStartArray(name);
        await foreach (var state in states.ReadAsync())
        {
            await stream.WriteAsync(CompatState.From(state), HttpJson.Bodies.CompatState);
        }

        stream.Writer.WriteEndArray();
    }
}
