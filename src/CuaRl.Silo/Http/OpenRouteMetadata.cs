namespace CuaRl.Silo.Http;

/// <summary>Marks a route that answers without the API key: it shows nothing that is stored.</summary>
internal sealed class OpenRouteMetadata;
