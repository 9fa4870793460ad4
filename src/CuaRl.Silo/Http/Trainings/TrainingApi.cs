using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Trainings: started, listed, shown, reported on and deleted.</summary>
internal static class TrainingApi
{
    public static void MapTrainings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings").WithTags("Trainings");

        group.MapPost("", StartAsync)
            .WithName("StartTraining")
            .WithSummary("Starts a training, or resumes the one of that name")
            .WithDescription(
                "201 when it is new; 200 when it was there: it is initializing again and goes on at start_step, from checkpoint_path. "
                + "Its name is its identity, so that it needs no Idempotency-Key. One whose config names a provider is driven by the service; "
                + "if it cannot be driven so, all that is wrong is said at once.")
            .DescribeBody<TrainingBody>()
            .DescribeProblems(409, 413, 422);

        group.MapGet("", ListAsync)
            .WithName("ListTrainings")
            .WithSummary("Lists trainings by pages")
            .WithDescription("Newest first, by their start.")
            .DescribeQuery("status", $"Only those: {Words<TrainingStatus>.Known}.", isRequired: false)
            .DescribeQuery("archived", "'true' to list archived ones too.", isRequired: false)
            .DescribeCursor()
            .DescribeProblems(422);

        group.MapGet("/{id}", GetAsync)
            .WithName("GetTraining")
            .WithSummary("Shows a training")
            .WithDescription("By its UUID, number or name, with its progress of now.")
            .DescribeProblems(404);

        group.MapPatch("/{id}", ReportAsync)
            .WithName("ReportTraining")
            .WithSummary("Says what a training is at, and that its driver is alive")
            .WithDescription("An empty object is a sign of life.")
            .DescribeBody<TrainingReportBody>()
            .DescribeProblems(404, 409, 413, 422);

        group.MapDelete("/{id}", DeleteAsync)
            .WithName("DeleteTraining")
            .WithSummary("Deletes a training with all that belongs to it")
            .WithDescription(
                "Cancel it first if it is under way. It is refused while a branch or a tag needs one of its trajectories, or a training that "
                + "branched off it the state that it saved; the answer names them. 204 when it is gone; 202 for a large training, of which 'unreached' says how much is left: it goes on by "
                + "itself, and 404 tells when it is done.")
            .DescribeQuery("yes", "Must be 'true'.")
            .DescribeQuery("actor", "Who deletes it.", isRequired: false)
            .DescribeProblems(404, 409, 422);
    }

    /// <summary>A record that has not changed since it was created is new to the client too, however often it was sent.</summary>
    public static Results<Created<T>, Ok<T>> Started<T>(T details, string path, DateTimeOffset createdAt, DateTimeOffset updatedAt) =>
        createdAt == updatedAt ? TypedResults.Created(path, details) : TypedResults.Ok(details);

    private static async Task<Results<Created<TrainingDetails>, Ok<TrainingDetails>>> StartAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var training = await grains.GetTrainingCatalog().Start(TrainingBody.Read(body));
        return Started(
            TrainingDetails.From(training), $"/api/v1/trainings/{training.Id}", training.CreatedAt, training.UpdatedAt);
    }

    private static async Task<Ok<TrainingList>> ListAsync(
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var query = new TrainingQuery
        {
            Status = fields.OptionalWord<TrainingStatus>("status"),
            IncludesArchived = fields.Flag("archived"),
            After = fields.OptionalText("after"),
            Limit = fields.Limit(),
        };
        fields.ThrowIfInvalid();
        return TypedResults.Ok(TrainingList.From(await grains.GetTrainingCatalog().List(query, cancellationToken)));
    }

    private static async Task<Ok<TrainingDetails>> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        return TypedResults.Ok(TrainingDetails.From(await grains.GetTraining(training).Describe()));
    }

    private static async Task<Ok<TrainingDetails>> ReportAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var report = TrainingReportBody.Read(body);
        var training = await grains.TrainingIdAsync(id, cancellationToken);
        return TypedResults.Ok(TrainingDetails.From(await grains.GetTraining(training).Report(report)));
    }

    private static async Task<Results<NoContent, Accepted<TrainingDetails>>> DeleteAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var actor = fields.OptionalText("actor");
        if (!fields.Flag("yes"))
        {
            fields.Reject("yes", "Input must be true: the training is deleted for good, with all its rollouts");
        }

        fields.ThrowIfInvalid();
        var left = await grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken)).Delete(actor);
        return left is null
            ? TypedResults.NoContent()
            : TypedResults.Accepted($"/api/v1/trainings/{left.Id}", TrainingDetails.From(left));
    }
}
