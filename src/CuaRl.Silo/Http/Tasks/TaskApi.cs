using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>Tasks for agents, with their validators.</summary>
internal static class TaskApi
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/tasks").WithTags("Tasks");

        group.MapGet("", ListAsync)
            .WithName("ListTasks")
            .WithSummary("Lists tasks by pages")
            .WithDescription("By id.")
            .DescribeQuery("category", "Only of this category.", isRequired: false)
            .DescribeQuery("difficulty", "Only of this difficulty.", isRequired: false)
            .DescribeQuery("source_type", "Only loaded from this.", isRequired: false)
            .DescribeCursor()
            .DescribeProblems(422);

        group.MapGet("/{id}", GetAsync)
            .WithName("GetTask")
            .WithSummary("Shows a task")
            .WithDescription("By its task_id.")
            .DescribeProblems(404);

        group.MapGet("/{id}/validators", ListValidatorsAsync)
            .WithName("ListValidators")
            .WithSummary("Lists the validators of a task")
            .WithDescription("One, or none.")
            .DescribeProblems(404);

        group.MapPost("", SaveAsync)
            .WithName("SaveTasks")
            .WithSummary("Stores tasks with their validators")
            .WithDescription(
                "One that is there stays as it is, or takes the values sent if 'replaces' is true. Its task_id is its identity, so that "
                + "it needs no Idempotency-Key.")
            .DescribeBody<TaskSaveBody>()
            .DescribeProblems(413, 422);

        group.MapPost("/load", LoadAsync)
            .WithName("LoadTasks")
            .WithSummary("Chooses tasks from sources and stores them")
            .WithDescription("The same sources give the same tasks in the same order, as in the original.")
            .DescribeBody<TaskLoadBody>()
            .DescribeProblems(413, 422);
    }

    private static async Task<Ok<TaskList>> ListAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var query = new TaskQuery
        {
            Category = fields.OptionalText("category"),
            Difficulty = fields.OptionalText("difficulty"),
            SourceType = fields.OptionalText("source_type"),
            After = fields.OptionalText("after"),
            Limit = fields.Limit(),
        };
        fields.ThrowIfInvalid();
        return TypedResults.Ok(TaskList.From(await grains.GetTaskCatalog().List(query, cancellationToken)));
    }

    private static async Task<Ok<TaskDetails>> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(TaskDetails.From(await grains.GetTaskCatalog().Get(id, cancellationToken)));

    private static async Task<Ok<ValidatorList>> ListValidatorsAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var validators = await grains.GetTaskCatalog().ListValidators(id, cancellationToken);
        return TypedResults.Ok(new ValidatorList { Items = [.. validators.Select(ValidatorDetails.From)] });
    }

    private static async Task<Ok<TaskSaved>> SaveAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (tasks, replaces) = TaskSaveBody.Read(body);
        var saved = await grains.GetTaskCatalog().Save(tasks, replaces);
        return TypedResults.Ok(new TaskSaved { Items = [.. saved.Select(TaskDetails.From)] });
    }

    private static async Task<Ok<TaskSelectionDetails>> LoadAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var sources = TaskLoadBody.Read(body);
        return TypedResults.Ok(TaskSelectionDetails.From(await grains.GetTaskCatalog().Load(sources)));
    }
}
