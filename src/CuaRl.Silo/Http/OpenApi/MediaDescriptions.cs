using CuaRl.Silo.Http.Appends;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Streaming;
using Microsoft.OpenApi;

namespace CuaRl.Silo.Http.OpenApi;

/// <summary>What the OpenAPI document says of bodies that are not one JSON value.</summary>
internal static class MediaDescriptions
{
    private static OpenApiSchema Bytes => new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>An answer of JSON values, one a line; the schema is that of a line.</summary>
    public static RouteHandlerBuilder DescribeLines<T>(this RouteHandlerBuilder route) =>
        route.Produces<T>(StatusCodes.Status200OK, NdJson.MediaType);

    /// <summary>An answer of server-sent events; the schema is that of a message's data.</summary>
    public static RouteHandlerBuilder DescribeEvents<T>(this RouteHandlerBuilder route) => route
        .Produces<T>(StatusCodes.Status200OK, EventStream.MediaType)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = EventStream.LastEventId,
                In = ParameterLocation.Header,
                Description = "The id of the last event that the client has.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    /// <summary>Bodies and answers of appending: JSON, or a stream of lines.</summary>
    public static RouteHandlerBuilder DescribeAppend(this RouteHandlerBuilder route) => route
        .DescribeBody<AppendBody>()
        .Produces<AppendDetails>(StatusCodes.Status201Created)
        .DescribeLines<AppendLine>()
        .DescribeQuery(
            "expected_head", "For a stream only: the step of the run's last state, -1 for none; by default wherever the run stands.",
            isNumber: true, isRequired: false)
        .DescribeQuery(
            "acks", "For a stream: 'each' (default), or 'last' for one acknowledgement at the end, for clients that do not read "
            + "while they send.",
            isRequired: false)
        .AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            operation.RequestBody?.Content?[NdJson.MediaType] = new OpenApiMediaType
            {
                Schema = await context.GetOrCreateSchemaAsync(typeof(StateLine), null, cancellationToken),
            };
        });

    /// <summary>A body of any media type, taken as it is.</summary>
    public static RouteHandlerBuilder DescribeRawBody(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [EndpointDescriptions.AnyMedia] = new() { Schema = Bytes },
                },
            };
            return Task.CompletedTask;
        });

    /// <summary>An answer of any media type.</summary>
    public static RouteHandlerBuilder DescribeRawAnswer(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status200OK).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?.GetValueOrDefault("200") is OpenApiResponse response)
            {
                response.Content = new Dictionary<string, OpenApiMediaType>
                {
                    [EndpointDescriptions.AnyMedia] = new() { Schema = Bytes },
                };
            }

            return Task.CompletedTask;
        });

    /// <summary>A recording, or a range of it.</summary>
    public static RouteHandlerBuilder DescribeVideo(this RouteHandlerBuilder route) => route
        .Produces(StatusCodes.Status206PartialContent, contentType: "video/mp4")
        .Produces(StatusCodes.Status416RangeNotSatisfiable)
        .Produces(StatusCodes.Status200OK, contentType: "video/mp4");

    /// <summary>An answer that never changes: it has an ETag, and a client that knows it gets a 304.</summary>
    public static RouteHandlerBuilder DescribeImmutable(this RouteHandlerBuilder route) => route
        .Produces(StatusCodes.Status304NotModified)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-None-Match",
                In = ParameterLocation.Header,
                Description = "The ETag of what the client has.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            EndpointDescriptions.AddHeader(operation, "200", "ETag", "Names the content.");
            EndpointDescriptions.AddHeader(operation, "200", "Cache-Control", ImmutableAnswer.CacheControl);
            return Task.CompletedTask;
        });
}
