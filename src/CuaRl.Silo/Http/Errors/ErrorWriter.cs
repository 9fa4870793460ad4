using System.Globalization;
using CuaRl.Silo.Http.Monitor;
using Microsoft.AspNetCore.Diagnostics;

namespace CuaRl.Silo.Http.Errors;

/// <summary>Writes an answer in the body that the route's clients know.</summary>
internal static class ErrorWriter
{
    public static Task WriteAsync(HttpContext context, ErrorAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        // The framework takes the endpoint off a request whose handler threw, and keeps it aside.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (MonitorRouteMetadata.IsOn(endpoint))
        {
            context.Response.StatusCode = answer.Fields is null ? answer.Status : StatusCodes.Status400BadRequest;
            return context.Response.WriteAsJsonAsync(new MonitorError { Error = answer.Detail }, HttpJson.Bodies.MonitorError);
        }

        if (!CompatRouteMetadata.IsOn(endpoint))
        {
            return context.Response.WriteAsJsonAsync(Problem.From(answer), HttpJson.Bodies.Problem, Problem.MediaType);
        }

        return answer.Fields is { } fields
            ? context.Response.WriteAsJsonAsync(
                new CompatValidationError { Detail = fields }, HttpJson.Bodies.CompatValidationError)
            : context.Response.WriteAsJsonAsync(
                new CompatError { Detail = answer.CompatDetail ?? answer.Detail }, HttpJson.Bodies.CompatError);
    }
}
