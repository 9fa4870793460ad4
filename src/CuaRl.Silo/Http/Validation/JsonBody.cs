using System.Text.Json;

namespace CuaRl.Silo.Http.Validation;

/// <summary>A JSON object sent as a request body.</summary>
internal sealed class JsonBody : JsonPart, IDisposable
{
    private readonly JsonDocument _document;

    private JsonBody(JsonDocument document, bool takesUnknown)
        : base(document.RootElement, ["body"], new JsonMistakes(takesUnknown)) => _document = document;

    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await RequestBody.ReadJsonAsync(request, cancellationToken), TakesUnknown(request));

    /// <summary>A body all of whose fields are optional, and which may be missing itself.</summary>
    public static async Task<JsonBody> ReadOptionalAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await RequestBody.ReadOptionalJsonAsync(request, cancellationToken), TakesUnknown(request));

    /// <param name="utf8">The JSON.</param>
    /// <param name="takesUnknown">Whether members that nobody asks for are passed over.</param>
    /// <exception cref="RequestInvalidException">It is no JSON object.</exception>
    public static JsonBody Parse(ReadOnlyMemory<byte> utf8, bool takesUnknown = false)
    {
        RequestBody.CheckText(utf8.Span);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = RequestBody.MaxDepth });
        }
        catch (JsonException error)
        {
            throw RequestBody.NotJson(error);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return new JsonBody(document, takesUnknown);
        }

        document.Dispose();
        throw RequestBody.NotAnObject();
    }

    /// <summary>Ends the reading; every field has been asked for by now.</summary>
    /// <exception cref="RequestInvalidException">A field that was asked for is wrong, or another one is there.</exception>
    public void ThrowIfInvalid() => Mistakes.ThrowIfAny();

    public void Dispose() => _document.Dispose();

    private static bool TakesUnknown(HttpRequest request) => CompatRouteMetadata.IsOn(request.HttpContext.GetEndpoint());
}
