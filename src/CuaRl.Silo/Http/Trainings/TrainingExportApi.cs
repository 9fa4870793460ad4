using System.Text.Json;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Rollouts;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Trainings as streams of lines.</summary>
internal static class TrainingExportApi
{
    public static void MapTrainingExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/trainings/{id}").WithTags("Trainings");

        group.MapGet("/export", ExportAsync)
            .WithName("ExportTraining")
            .WithSummary("Streams the rollouts of a training with their turns")
            .WithDescription(
                "One rollout a line, newest first, with the turns of its present attempt, reset included; sent while they are read. An "
                + "answer that cannot be ended is broken off.")
            .DescribeLines<RolloutExport>()
            .DescribeProblems(404);

        group.MapGet("/metrics.jsonl", MetricsAsync)
            .WithName("GetTrainingMetrics")
            .WithSummary("Streams the figures of a training's steps as tinker-cookbook logs them")
            .WithDescription(
                "One completed step a line, in order: 'step', then figures by the cookbook's names, those of an evaluation at that step "
                + "below 'test/'; of the baseline below 'baseline/' at step -1, as cua_rl logs it. What a trainer put into a batch's metrics is there as it came.")
            .DescribeLines<JsonElement>()
            .DescribeProblems(404);
    }

    private static async Task ExportAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken)).Describe();
        var export = new TrainingExport(grains, training.Id, cancellationToken);
        await using var stream = await JsonStream.BeginAsync(context.Response, NdJson.MediaType, cancellationToken);
        await foreach (var (rollout, turns) in export.ReadAsync().WithCancellation(cancellationToken))
        {
            stream.Writer.WriteStartObject();
            var details = JsonSerializer.SerializeToElement(RolloutDetails.From(rollout), TrainingJson.Bodies.RolloutDetails);
            foreach (var member in details.EnumerateObject())
            {
                member.WriteTo(stream.Writer);
            }

            stream.Writer.WriteStartArray("turns");
            await foreach (var turn in export.TurnsAsync(rollout, turns).WithCancellation(cancellationToken))
            {
                await stream.WriteAsync(TurnDetails.From(turn), TrainingJson.Bodies.TurnDetails);
            }

            stream.Writer.WriteEndArray();
            stream.Writer.WriteEndObject();
            await stream.EndLineAsync();
        }

        await stream.EndAsync();
    }

    private static async Task MetricsAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var training = await grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken)).Describe();
        var batches = await grains.GetTrainingCatalog().ListBatches(training.Id, cancellationToken: cancellationToken);
        await using var stream = await JsonStream.BeginAsync(context.Response, NdJson.MediaType, cancellationToken);
        foreach (var step in MetricsLine.LinesOf(batches))
        {
            MetricsLine.Write(stream.Writer, training, step);
            await stream.EndLineAsync();
        }

        await stream.EndAsync();
    }
}
