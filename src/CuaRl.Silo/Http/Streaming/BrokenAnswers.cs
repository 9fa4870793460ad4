using CuaRl.Silo.Http.Errors;

namespace CuaRl.Silo.Http.Streaming;

/// <summary>
/// An answer that fails after it has begun is broken off by closing the connection: it must not end as if it were whole.
/// </summary>
internal sealed class BrokenAnswers(RequestDelegate next, ErrorReport report)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (context.Response.HasStarted)
        {
            // Whatever it was, nobody above could answer any more.
            if (!context.RequestAborted.IsCancellationRequested)
            {
                report.Broken(context, error);
                context.Abort();
            }
        }
    }
}
