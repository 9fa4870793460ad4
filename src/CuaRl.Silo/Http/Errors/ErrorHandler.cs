using Microsoft.AspNetCore.Diagnostics;

namespace CuaRl.Silo.Http.Errors;

/// <summary>Turns whatever a route throws into an answer.</summary>
internal sealed partial class ErrorHandler(ILogger<ErrorHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var answer = ErrorTable.Find(exception);
        if (answer is { IsFault: true, RetryAfter: null })
        {
            Log.Failed(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (answer.IsFault)
        {
            Log.Unavailable(
                logger, httpContext.Request.Method, httpContext.Request.Path, exception.GetType().Name, exception.Message);
        }

        await ErrorWriter.WriteAsync(httpContext, answer);
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

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception error, string method, string path);

        [LoggerMessage(4002, LogLevel.Warning, "{Method} {Path} answered 503: {Error}: {Reason}")]
        public static partial void Unavailable(ILogger logger, string method, string path, string error, string reason);
    }
}
