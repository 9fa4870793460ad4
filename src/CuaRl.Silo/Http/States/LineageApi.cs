using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.States;

/// <summary>States: where they come from, and how two of them are related.</summary>
internal static class LineageApi
{
    public static void MapLineage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/states").WithTags("States");

        group.MapGet("/{id}/lineage", LineageAsync)
            .WithName("GetLineage")
            .WithSummary("Shows the history of a state as pieces of runs")
            .WithDescription("From its root to itself. It never changes, so that it may be kept for good.")
            .DescribeProblems(404, 410);

        group.MapGet("/{id}/lineage/states", StatesAsync)
            .WithName("PageLineageStates")
            .WithSummary("Lists the history of a state by pages")
            .WithDescription(
                "From its root to itself. A page ends early when its content grows large; go on at its 'next'.")
            .DescribeSteps()
            .DescribeProblems(404, 410, 422);

        group.MapGet("/{id}/ancestor", AncestorAsync)
            .WithName("GetAncestor")
            .WithSummary("Finds the state of a history that has a step")
            .WithDescription("The root is step 0.")
            .DescribeQuery("step", "The step.", isNumber: true)
            .DescribeProblems(404, 410, 422);

        group.MapGet("/common-ancestor", CommonAncestorAsync)
            .WithName("GetCommonAncestor")
            .WithSummary("Finds the last state that two histories share")
            .WithDescription("Null when they have different roots.")
            .DescribeQuery("a", "A state.")
            .DescribeQuery("b", "Another state.")
            .DescribeProblems(404, 410, 422);

        group.MapGet("/distance", DistanceAsync)
            .WithName("GetDistance")
            .WithSummary("Counts the steps from one state to another")
            .WithDescription("Over their common ancestor; null when there is none.")
            .DescribeQuery("a", "A state.")
            .DescribeQuery("b", "Another state.")
            .DescribeProblems(404, 410, 422);

        group.MapGet("/is-ancestor", IsAncestorAsync)
            .WithName("IsAncestor")
            .WithSummary("Tells whether a state lies on the history of another")
            .WithDescription("A state lies on its own.")
            .DescribeQuery("ancestor", "The earlier state.")
            .DescribeQuery("descendant", "The later state.")
            .DescribeProblems(404, 410, 422);
    }

    private static async Task<Ok<LineageDetails>> LineageAsync(string id, IGrainFactory grains)
    {
        var state = StateId.Parse(id);
        var pieces = await grains.GetAnyStateTree().Lineage(state);
        return TypedResults.Ok(new LineageDetails
        {
            StateId = id,
            Length = pieces.Sum(piece => piece.To - piece.From + 1),
            Pieces = PieceDetails.Of(pieces),
        });
    }

    private static async Task<Ok<StateList>> StatesAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(StateList.From(await grains.GetAnyStateTree().LineageStates(
            StateId.Parse(id), StepQuery.From(request.Query), cancellationToken)));

    private static async Task<Ok<AncestorAnswer>> AncestorAsync(string id, HttpRequest request, IGrainFactory grains)
    {
        var fields = new QueryFields(request.Query);
        _ = fields.Text("step");
        fields.ThrowIfInvalid();
        var step = fields.Integer("step", 0, 0, long.MaxValue);
        fields.ThrowIfInvalid();
        var ancestor = await grains.GetAnyStateTree().AncestorAt(StateId.Parse(id), step);
        return TypedResults.Ok(new AncestorAnswer { StateId = id, Step = step, Ancestor = ancestor.ToString() });
    }

    private static async Task<Ok<CommonAncestorAnswer>> CommonAncestorAsync(HttpRequest request, IGrainFactory grains)
    {
        var (a, b) = Pair(request, "a", "b");
        var common = await grains.GetAnyStateTree().CommonAncestor(a, b);
        return TypedResults.Ok(new CommonAncestorAnswer
        {
            A = a.ToString(),
            B = b.ToString(),
            CommonAncestor = common?.ToString(),
        });
    }

    private static async Task<Ok<DistanceAnswer>> DistanceAsync(HttpRequest request, IGrainFactory grains)
    {
        var (a, b) = Pair(request, "a", "b");
        var distance = await grains.GetAnyStateTree().Distance(a, b);
        return TypedResults.Ok(new DistanceAnswer { A = a.ToString(), B = b.ToString(), Distance = distance });
    }

    private static async Task<Ok<IsAncestorAnswer>> IsAncestorAsync(HttpRequest request, IGrainFactory grains)
    {
        var (ancestor, descendant) = Pair(request, "ancestor", "descendant");
        return TypedResults.Ok(new IsAncestorAnswer
        {
            Ancestor = ancestor.ToString(),
            Descendant = descendant.ToString(),
            IsAncestor = await grains.GetAnyStateTree().IsAncestor(ancestor, descendant),
        });
    }

    private static (StateId First, StateId Second) Pair(HttpRequest request, string first, string second)
    {
        var fields = new QueryFields(request.Query);
        var texts = (fields.Text(first), fields.Text(second));
        fields.ThrowIfInvalid();
        return (StateId.Parse(texts.Item1), StateId.Parse(texts.Item2));
    }
}
