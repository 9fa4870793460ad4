using System.Security.Cryptography;
using System.Text;
using CuaRl.Silo.Hosting;
using CuaRl.Silo.Http.Errors;

namespace CuaRl.Silo.Http;

/// <summary>
/// Asks for the API key, when one is set, on every route that is not marked open. It is compared by hash in constant
/// time, so that neither its length nor its beginning can be found out by trying.
/// </summary>
internal sealed class ApiKeyGate
{
    private const string Scheme = "Bearer ";

    private static readonly ErrorAnswer Refusal = new(
        StatusCodes.Status401Unauthorized, "unauthorized", "Not authenticated",
        "Send the API key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.");

    private readonly RequestDelegate _next;
    private readonly byte[]? _expected;

    public ApiKeyGate(RequestDelegate next, ServiceSettings settings)
    {
        _next = next;
        _expected = settings.ApiKey is { } key ? Hash(key) : null;
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null
            || context.GetEndpoint()?.Metadata.GetMetadata<OpenRouteMetadata>() is not null
            || Sent(context.Request.Headers) is { } key && CryptographicOperations.FixedTimeEquals(Hash(key), _expected))
        {
            return _next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorWriter.WriteAsync(context, Refusal);
    }

    private static string? Sent(IHeaderDictionary headers) =>
        headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : headers["X-API-Key"] is [{ } key] ? key : null;

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
