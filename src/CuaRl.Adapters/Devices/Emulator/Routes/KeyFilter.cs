using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Lets nobody in without a key: the one that is set, or any.</summary>
internal sealed class KeyFilter(string? key) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsKnown(context.HttpContext.Request.Headers.Authorization.ToString())
            ? await next(context)
            : EmulatorAnswers.Error(StatusCodes.Status401Unauthorized, "the key is missing or unknown");

    private bool IsKnown(string header) =>
        header.Length > Scheme.Length && header.StartsWith(Scheme, StringComparison.Ordinal)
            && (key is null || CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(header[Scheme.Length..]), Encoding.UTF8.GetBytes(key)));
}
