namespace CuaRl.Silo.Http.Docs;

/// <summary>The API page at /docs, drawn from the OpenAPI document by its own script; it loads nothing from elsewhere.</summary>
internal static class DocsPage
{
    private const string Resource = "docs.html";

    public static void MapDocs(this IEndpointRouteBuilder routes) => routes
        .MapGet("/docs", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy =
                "default-src 'none'; connect-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
            return TypedResults.Stream(Open(), "text/html; charset=utf-8");
        })
        .WithMetadata(new OpenRouteMetadata())
        .ExcludeFromDescription();

    private static Stream Open() => typeof(DocsPage).Assembly.GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"The build left out {Resource}.");
}
