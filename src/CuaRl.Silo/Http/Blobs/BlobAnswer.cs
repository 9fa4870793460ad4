using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Blobs;

/// <summary>A blob as an answer that is safe to open in a browser.</summary>
internal static class BlobAnswer
{
    /// <summary>What browsers may show in our own origin: it cannot run anything.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain",
    };

    public static IResult For(HttpContext context, BlobInfo blob, byte[] content)
    {
        if (ImmutableAnswer.IsKnown(context, blob.Sha256))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var type = blob.MediaType.Split(';', 2)[0].Trim();
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = Harmless.Contains(type) ? "inline" : $"attachment; filename={blob.Sha256}";
        return TypedResults.Bytes(content, blob.MediaType);
    }
}
