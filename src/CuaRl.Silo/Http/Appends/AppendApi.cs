using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CuaRl.Silo.Http.Appends;

/// <summary>Appending states: some in one command, or a stream without an end.</summary>
internal static class AppendApi
{
    public static void MapAppends(this IEndpointRouteBuilder routes) => routes
        .MapGroup("/api/v1").WithTags("States")
        .MapPost("/runs/{id}/states", AppendAsync)
        .WithName("AppendStates")
        .WithSummary("Appends states to a run")
        .WithDescription(
            "As application/json: all states or none; with an Idempotency-Key the command may be sent again. As "
            + "application/x-ndjson: one state a line in, one acknowledgement a line out as soon as that state is durable, while "
            + "more come in. A stream that ends early says so in its last line: the first line that is not stored, why, and where "
            + "the run ends; go on from there with expected_head. After a lost connection, ask the run for its head.")
        .WithMetadata(new BodyLimit(ServerLimits.MaxStateBytes))
        .DescribeAppend()
        .DescribeIdempotencyKey()
        .DescribeProblems(404, 409, 410, 413, 422);

    private static Task AppendAsync(
        string id, HttpContext context, IGrainFactory grains, ErrorReport report, IHostApplicationLifetime lifetime) =>
        NdJson.IsSentBy(context.Request)
            ? StreamAsync(id, context, grains.GetRun(id), report, lifetime.ApplicationStopping)
            : StoreAsync(id, context, grains.GetRun(id));

    private static async Task StoreAsync(string id, HttpContext context, IRunGrain run)
    {
        var key = IdempotencyKey.From(context.Request.Headers);
        AppendQuery.RefuseIn(context.Request.Query);
        var (states, head) = StateReader.ParseMany(
            (await RequestBody.ReadJsonAsync(context.Request, context.RequestAborted)).Span);
        var receipt = await run.Append(new AppendRequest { States = [.. states], ExpectedHead = head, OperationId = key });
        var created = TypedResults.Created($"/api/v1/runs/{id}/states?from={receipt.FirstStep}", AppendDetails.From(receipt));
        await created.ExecuteAsync(context);
    }

    private static async Task StreamAsync(
        string id, HttpContext context, IRunGrain run, ErrorReport report, CancellationToken stopping)
    {
        var query = AppendQuery.From(context.Request.Query);
        if (IdempotencyKey.From(context.Request.Headers) is not null)
        {
            throw new RequestInvalidException(FieldError.InHeader(
                IdempotencyKey.Header, "value_error", "Input must not be sent with a stream; resume it with expected_head"));
        }

        // What is wrong from the beginning gets a status of its own; what goes wrong later, a line.
        var info = await run.Describe();
        if (info.Status != RunStatus.Active)
        {
            throw new RunNotActiveException(id, info.Status);
        }

        if (query.ExpectedHead is { } head && head != info.Head)
        {
            throw new StaleHeadException(id, head, info.Head);
        }

        // An agent may think for minutes between two states.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        context.Response.ContentType = NdJson.MediaType;
        await new AppendStream(context, run, id, query, report, stopping).RunAsync();
    }
}
