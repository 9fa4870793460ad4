using Microsoft.Net.Http.Headers;

namespace CuaRl.Silo.Http.Streaming;

/// <summary>Answers about what never changes.</summary>
internal static class ImmutableAnswer
{
    public const string CacheControl = "private, max-age=31536000, immutable";

    /// <summary>Marks the answer as one to keep for good. True when the client has it already and needs only a 304.</summary>
    /// <param name="context">The request and its answer.</param>
    /// <param name="tag">What names the content, without quotes.</param>
    public static bool IsKnown(HttpContext context, string tag)
    {
        var own = new EntityTagHeaderValue($"\"{tag}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = own;
        context.Response.Headers.CacheControl = CacheControl;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(
            known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(own, useStrongComparison: false));
    }
}
