using Microsoft.AspNetCore.Diagnostics;

namespace CuaRl.Silo.Http.Errors;

/// <summary>Turns whatever a route throws into an answer.</summary>
internal sealed class ErrorHandler(ErrorReport report) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await ErrorWriter.WriteAsync(httpContext, report.Find(httpContext, exception));
        return true;
    }

    /// <summary>Gives the framework's own answers without a body (no such route, wrong method) the same form.</summary>
    public static Task WriteStatusAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var reason = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        return ErrorWriter.WriteAsync(
            context.HttpContext, new ErrorAnswer(status, "http", reason, $"{reason}: {context.HttpContext.Request.Path}"));
    }
}
