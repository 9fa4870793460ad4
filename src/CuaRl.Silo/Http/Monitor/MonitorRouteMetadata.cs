namespace CuaRl.Silo.Http.Monitor;

/// <summary>Marks a route of the original monitor: its clients know <c>{"error": ...}</c>, and 400 where other routes say 422.</summary>
internal sealed class MonitorRouteMetadata
{
    public static bool IsOn(Endpoint? route) => route?.Metadata.GetMetadata<MonitorRouteMetadata>() is not null;
}
