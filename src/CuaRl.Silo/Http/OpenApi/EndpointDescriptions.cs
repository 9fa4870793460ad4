using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CuaRl.Silo.Http.OpenApi;

/// <summary>What the OpenAPI document says of routes beyond what it can see in their signatures.</summary>
internal static class EndpointDescriptions
{
    internal const string AnyMedia = "*/*";

    /// <summary>Makes the routes those of an original API: its error bodies, and its patience with unknown members.</summary>
    public static RouteGroupBuilder AsCompatRoutes(this RouteGroupBuilder group) =>
        group.WithMetadata(new CompatRouteMetadata());

    /// <summary>The errors of a compat route; every route that reaches a grain may also answer 503, or 401 when a key is set.</summary>
    public static RouteHandlerBuilder DescribeErrors(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            if (status == StatusCodes.Status422UnprocessableEntity)
            {
                route.Produces<CompatValidationError>(status);
            }
            else
            {
                route.Produces<CompatError>(status);
            }
        }

        return route
            .Produces<CompatError>(StatusCodes.Status401Unauthorized)
            .Produces<CompatError>(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(DescribeHeaders);
    }

    /// <summary>
    /// A JSON body that the route reads itself. Routing lets every media type pass, so that the wrong one gets the
    /// route's own 422, as in the original API, and not routing's 415.
    /// </summary>
    public static RouteHandlerBuilder DescribeBody<T>(this RouteHandlerBuilder route, bool isOptional = false)
        where T : notnull => route
        .Accepts<T>(isOptional, "application/json", AnyMedia)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody?.Content?.Remove(AnyMedia);
            return Task.CompletedTask;
        });

    /// <summary>The errors of a route of our own; each is a problem.</summary>
    public static RouteHandlerBuilder DescribeProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, Problem.MediaType);
        }

        return route
            .Produces<Problem>(StatusCodes.Status401Unauthorized, Problem.MediaType)
            .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problem.MediaType)
            .AddOpenApiOperationTransformer(DescribeHeaders);
    }

    public static RouteHandlerBuilder DescribePage(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Number("skip", "How many to pass over.", 0, 0, int.MaxValue));
            operation.Parameters.Add(
                Number("limit", "How many at most.", PageQuery.DefaultLimit, 1, SimulationRules.MaxPage));
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder DescribeIdempotencyKey(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyKey.Header,
                In = ParameterLocation.Header,
                Description = "The identity of this command, 1 to 200 printable ASCII characters.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength },
            });
            return Task.CompletedTask;
        });

    /// <summary>A page that goes on from a cursor.</summary>
    public static RouteHandlerBuilder DescribeCursor(this RouteHandlerBuilder route) => route
        .DescribeQuery("after", "The 'next' of the page before.", isRequired: false)
        .DescribeParameter(Number("limit", "How many at most.", PageQuery.DefaultLimit, 1, SimulationRules.MaxPage));

    /// <summary>A page of a history.</summary>
    public static RouteHandlerBuilder DescribeSteps(this RouteHandlerBuilder route) => route
        .DescribeQuery("from", "The first step wanted; by default the first.", isNumber: true, isRequired: false)
        .DescribeParameter(Number("limit", "How many at most.", PageQuery.DefaultLimit, 1, SimulationRules.MaxPage));

    public static RouteHandlerBuilder DescribeQuery(
        this RouteHandlerBuilder route, string name, string description, bool isNumber = false, bool isRequired = true) =>
        route.DescribeParameter(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Required = isRequired,
            Schema = isNumber
                ? new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" }
                : new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static RouteHandlerBuilder DescribeParameter(this RouteHandlerBuilder route, OpenApiParameter parameter) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(parameter);
            return Task.CompletedTask;
        });

    private static Task DescribeHeaders(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        AddHeader(operation, "503", "Retry-After", "Seconds to wait before trying again.");
        AddHeader(operation, "401", "WWW-Authenticate", "Bearer");
        AddHeader(operation, "201", "Location", "Where the new resource is.");
        return Task.CompletedTask;
    }

    private static OpenApiParameter Number(string name, string description, int fallback, int least, int most) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Default = fallback,
            Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = most.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    };

    internal static void AddHeader(OpenApiOperation operation, string status, string name, string description)
    {
        if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers[name] = new OpenApiHeader
            {
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }
}
