namespace CuaRl.Silo.Http;

/// <summary>
/// Marks a route of an original API: its clients know <c>{"detail": ...}</c> and no problem details, and may send members
/// that it passes over.
/// </summary>
internal sealed class CompatRouteMetadata
{
    public static bool IsOn(Endpoint? route) => route?.Metadata.GetMetadata<CompatRouteMetadata>() is not null;
}
