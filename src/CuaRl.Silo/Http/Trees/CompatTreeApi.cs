using System.Text.Json;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Runs;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Trees;

/// <summary>The tree of runs, by the route and JSON of simulator-state-db.</summary>
internal static class CompatTreeApi
{
    public static void MapCompatTree(this IEndpointRouteBuilder routes) => routes
        .MapGroup("").WithTags("Runs").AsCompatRoutes()
        .MapGet("/simulations/{id}/tree", GetAsync)
        .WithName("GetRunTree")
        .WithSummary("Shows how the runs of a simulation branch")
        .WithDescription(
            "A simulation that does not exist has an empty tree, as in the original. The body is nested as deep as runs branch; "
            + "/api/v1/simulations/{id}/tree is flat.")
        .Produces<CompatRunTree>()
        .DescribeErrors();

    private static async Task GetAsync(
        string id, HttpResponse response, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var runs = await ReadAsync(id, grains);
        var ids = runs.Select(run => run.Id).ToHashSet();
        var children = runs.ToLookup(run => run.ParentRunId is { } parent && ids.Contains(parent) ? parent : null);
        await using var stream = await JsonStream.BeginAsync(response, "application/json; charset=utf-8", cancellationToken);
        stream.Writer.WriteStartObject();
        stream.Writer.WriteString("simulation_id", id);
        stream.Writer.WriteStartArray("tree");
        await WriteAsync(stream, children);
        stream.Writer.WriteEndObject();
        await stream.EndAsync();
    }

    private static async Task<IReadOnlyList<RunTreeNode>> ReadAsync(string id, IGrainFactory grains)
    {
        try
        {
            return (await grains.GetStateTree(id).GetRunTree()).Runs;
        }
        catch (CuaRlException error) when (error is NotFoundException or MalformedIdException)
        {
            return [];
        }
    }

    /// <summary>By a stack of its own: branches of branches may be nested ten thousand deep.</summary>
    private static async Task WriteAsync(JsonStream stream, ILookup<string?, RunTreeNode> children)
    {
        var open = new Stack<IEnumerator<RunTreeNode>>();
        open.Push(children[null].GetEnumerator());
        while (open.TryPeek(out var siblings))
        {
            if (siblings.MoveNext())
            {
                WriteStart(stream.Writer, siblings.Current);
                open.Push(children[siblings.Current.Id].GetEnumerator());
            }
            else
            {
                open.Pop().Dispose();
                stream.Writer.WriteEndArray();
                if (open.Count > 0)
                {
                    stream.Writer.WriteEndObject();
                }
            }

            await stream.SendSomeAsync();
        }
    }

    private static void WriteStart(Utf8JsonWriter writer, RunTreeNode run)
    {
        writer.WriteStartObject();
        writer.WriteString("id", run.Id);
        writer.WriteString("name", run.Name);
        writer.WriteString("status", RunStatusNames.Of(run.Status));
        writer.WriteNumber("total_steps", run.TotalSteps);
        writer.WriteString("branch_point", run.ParentRunId is null ? null : run.StartsAfter?.ToString());
        writer.WriteStartArray("children");
    }
}
