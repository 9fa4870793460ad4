using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CuaRl.Silo.Http.Validation;

/// <summary>Where in a request a field is that a grain refuses: grains know fields by name only.</summary>
internal static class FieldPlace
{
    private const string Id = "id";

    /// <summary>A field within another is named by both, and one of a list by its place: <c>tasks[0].name</c>.</summary>
    private static readonly char[] Separators = ['.', '[', ']'];

    /// <summary>The place as <see cref="FieldError.Loc"/> names it.</summary>
    public static IReadOnlyList<string> Of(HttpContext context, string field)
    {
        if (field == "operation_id")
        {
            return ["header", IdempotencyKey.Header];
        }

        // The framework takes the route values off a request whose handler threw, and keeps them aside.
        var route = context.Features.Get<IExceptionHandlerFeature>()?.RouteValues ?? context.Request.RouteValues;
        return route.ContainsKey(field) ? ["path", field]
            : context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? ["body", .. field.Split(Separators, StringSplitOptions.RemoveEmptyEntries)]
            : field.EndsWith("_id", StringComparison.Ordinal) && route.ContainsKey(Id) ? ["path", Id]
            : ["query", field];
    }
}
