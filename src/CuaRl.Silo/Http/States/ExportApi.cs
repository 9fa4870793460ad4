using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.States;

/// <summary>Histories as streams of states, one a line.</summary>
internal static class ExportApi
{
    private const string Resumable =
        "One state a line, sent while they are read. An answer that cannot be ended is broken off; go on with 'from', the step "
        + "after the last whole line.";

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("States");

        group.MapGet("/runs/{id}/export", ExportRunAsync)
            .WithName("ExportRun")
            .WithSummary("Streams the history of a run")
            .WithDescription(
                Resumable + " The scope is the run's history with inherited states, only its own states, or the lineage from the "
                + "very first root.")
            .DescribeQuery("from", "The first step wanted; by default the first.", isNumber: true, isRequired: false)
            .DescribeQuery("scope", "'history' (default), 'own' or 'lineage'.", isRequired: false)
            .DescribeLines<StateDetails>()
            .DescribeProblems(404, 410, 422);

        group.MapGet("/states/{id}/export", ExportStateAsync)
            .WithName("ExportState")
            .WithSummary("Streams the history of a state, from its root to itself")
            .WithDescription(Resumable)
            .DescribeQuery("from", "The first step wanted; by default the first.", isNumber: true, isRequired: false)
            .DescribeLines<StateDetails>()
            .DescribeProblems(404, 410, 422);
    }

    private static async Task ExportRunAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(context.Request.Query);
        var from = fields.Integer("from", 0, 0, long.MaxValue);
        var scope = fields.Choice("scope", "history", "own", "lineage");
        fields.ThrowIfInvalid();
        var run = grains.GetRun(id);
        var info = await run.Describe();
        var states = scope == "lineage" && info.Current is { } current
            ? await StateSequence.OfStateAsync(grains.GetAnyStateTree(), current, from, cancellationToken)
            : await StateSequence.OfRunAsync(
                run, info, scope == "own" ? Math.Max(from, (info.Definition.StartsAfter?.Step ?? -1) + 1) : from,
                cancellationToken);
        await WriteAsync(states, context.Response, cancellationToken);
    }

    private static async Task ExportStateAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(context.Request.Query);
        var from = fields.Integer("from", 0, 0, long.MaxValue);
        fields.ThrowIfInvalid();
        var tree = grains.GetAnyStateTree();
        var state = (await tree.GetState(StateId.Parse(id), cancellationToken)).Id;
        await WriteAsync(
            await StateSequence.OfStateAsync(tree, state, from, cancellationToken), context.Response, cancellationToken);
    }

    private static async Task WriteAsync(StateSequence states, HttpResponse response, CancellationToken cancellationToken)
    {
        await using var stream = await JsonStream.BeginAsync(response, NdJson.MediaType, cancellationToken);
        await foreach (var state in states.ReadAsync().WithCancellation(cancellationToken))
        {
            await stream.WriteLineAsync(StateDetails.From(state), HttpJson.Bodies.StateDetails);
        }

        await stream.EndAsync();
    }
}
