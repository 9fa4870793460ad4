using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Live;

/// <summary>What changes in a training, as it happens.</summary>
internal static class LiveApi
{
    private const string After = "after";

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    public static void AddLive(this IServiceCollection services) => services
        .AddSingleton(new LiveOptions())
        .AddSingleton<TrainingWatchers>();

    public static void MapLive(this IEndpointRouteBuilder routes) => routes
        .MapGroup("/api/v1/trainings").WithTags("Trainings")
        .MapGet("/{id}/events", FollowAsync)
        .WithName("FollowTraining")
        .WithSummary("Tells what changes in a training, as server-sent events")
        .WithDescription(
            "First an event 'ready', from which on nothing is missed; then a message for each write of one of its records, and for "
            + "turns; at its deletion an event 'deleted'. A client that comes back with the Last-Event-ID it had goes on there, "
            + "without gap or repeat.")
        .DescribeQuery(After, "Where to go on, for clients that cannot send Last-Event-ID; 0.0 for all there was.", isRequired: false)
        .DescribeEvents<LiveChangeDetails>()
        .DescribeProblems(404, 422);

    private static async Task FollowAsync(
        string id, HttpContext context, IGrainFactory grains, TrainingWatchers watchers, LiveOptions options,
        IHostApplicationLifetime lifetime)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var training = await grains.TrainingIdAsync(id, context.RequestAborted);
        await using var viewer = await watchers.OpenAsync(
            Guid.Parse(training), Place(context.Request), context.RequestAborted)
            ?? throw new NotFoundException("training", training);
        var stream = await EventStream.BeginAsync(context.Response, options.Retry, context.RequestAborted);
        try
        {
            stream.Write(EventStream.Compose(viewer.Start.ToString(), "ready", Nothing));
            await stream.SendAsync();
            await SendAsync(viewer, stream, end.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The answer ends as it should; the client comes back with what it saw last.
        }
    }

    private static async Task SendAsync(TrainingViewer viewer, EventStream stream, CancellationToken cancellationToken)
    {
        var last = viewer.Start;
        while (await viewer.ReadAsync(cancellationToken) is { } events)
        {
            foreach (var change in events)
            {
                stream.Write(change.Bytes.Span);
                last = change.Cursor;
            }

            if (events.Count == 0)
            {
                stream.WriteKeepAlive();
            }

            await stream.SendAsync();
        }

        stream.Write(EventStream.Compose(last.ToString(), "deleted", Nothing));
        await stream.SendAsync();
    }

    private static LiveCursor? Place(HttpRequest request)
    {
        var text = request.Headers[EventStream.LastEventId] is [{ Length: > 0 } sent] ? sent : request.Query[After].ToString();
        return text.Length == 0 ? null
            : LiveCursor.TryParse(text, out var place) ? place
            : throw new InvalidRequestException(After, "must be the id of an event of this training, as it came");
    }
}
