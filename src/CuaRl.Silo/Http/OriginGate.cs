using CuaRl.Silo.Http.Errors;

namespace CuaRl.Silo.Http;

/// <summary>
/// Refuses commands that a page of another origin makes a browser send: without a key the browser's word would be enough.
/// Programs send no Origin.
/// </summary>
internal sealed class OriginGate(RequestDelegate next)
{
    private static readonly ErrorAnswer Refusal = new(
        StatusCodes.Status403Forbidden, "other-origin", "Other origin", "Pages of other origins may not change anything here.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)
            ? next(context)
            : ErrorWriter.WriteAsync(context, Refusal);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && request.Host.HasValue
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
