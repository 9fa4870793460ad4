using Microsoft.AspNetCore.Http.Metadata;

namespace CuaRl.Silo.Http;

/// <summary>The largest body of a route that takes more, or less, than others.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
