namespace CuaRl.Silo.Http;

/// <summary>Marks a route that takes larger bodies than others.</summary>
/// <param name="bytes">The largest.</param>
internal sealed class BodyLimit(int bytes)
{
    /// <summary>The largest body that the route of a request takes, in bytes.</summary>
    public static int Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? ServerLimits.MaxBodyBytes;

    private int Bytes { get; } = bytes;
}
