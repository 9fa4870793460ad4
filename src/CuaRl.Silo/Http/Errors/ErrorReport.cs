using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>Finds the answer to an error and logs what is ours to look into.</summary>
internal sealed partial class ErrorReport(ILogger<ErrorReport> logger)
{
    public ErrorAnswer Find(HttpContext context, Exception error)
    {
        var answer = ErrorTable.Find(error);
        if (error is InvalidRequestException invalid)
        {
            answer = answer with { Fields = [answer.Fields![0] with { Loc = FieldPlace.Of(context, invalid.Field) }] };
        }

        if (answer is { IsFault: true, RetryAfter: null })
        {
            Log.Failed(logger, error, context.Request.Method, context.Request.Path);
        }
        else if (answer.IsFault)
        {
            Log.Unavailable(logger, context.Request.Method, context.Request.Path, error.GetType().Name, error.Message);
        }

        return answer;
    }

    /// <summary>An answer that had begun could not be ended.</summary>
    public void Broken(HttpContext context, Exception error) =>
        Log.Broken(logger, context.Request.Method, context.Request.Path, error.GetType().Name, Find(context, error).Detail);

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception error, string method, string path);

        [LoggerMessage(4002, LogLevel.Warning, "{Method} {Path} answered 503: {Error}: {Reason}")]
        public static partial void Unavailable(ILogger logger, string method, string path, string error, string reason);

        [LoggerMessage(4003, LogLevel.Warning, "{Method} {Path} broke off in the middle of its answer: {Error}: {Reason}")]
        public static partial void Broken(ILogger logger, string method, string path, string error, string reason);
    }
}
