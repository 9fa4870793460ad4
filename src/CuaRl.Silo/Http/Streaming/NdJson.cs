using Microsoft.Net.Http.Headers;

namespace CuaRl.Silo.Http.Streaming;

/// <summary>JSON values, one a line.</summary>
internal static class NdJson
{
    public const string MediaType = "application/x-ndjson";

    private static readonly string[] Names = [MediaType, "application/ndjson", "application/jsonl"];

    public static bool IsSentBy(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && Names.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);
}
