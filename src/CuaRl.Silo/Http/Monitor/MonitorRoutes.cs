namespace CuaRl.Silo.Http.Monitor;

/// <summary>What the routes of the original monitor have in common.</summary>
internal static class MonitorRoutes
{
    /// <summary>For answers about what was recorded and stays; private, for it may take a key to see them.</summary>
    private const string Short = "private, max-age=300, stale-while-revalidate=600";
    private const string Long = "private, max-age=3600, stale-while-revalidate=86400";

    public static RouteGroupBuilder MapMonitorGroup(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api").WithTags("Monitor").WithMetadata(new MonitorRouteMetadata());

    /// <summary>The errors of such a route; each may also answer 503, or 401 when a key is set.</summary>
    public static RouteHandlerBuilder DescribeMonitorErrors(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[.. statuses, 401, 503])
        {
            route.Produces<MonitorError>(status);
        }

        return route;
    }

    public static void KeepShortly(HttpResponse response) => response.Headers.CacheControl = Short;

    public static void KeepLong(HttpResponse response) => response.Headers.CacheControl = Long;
}
