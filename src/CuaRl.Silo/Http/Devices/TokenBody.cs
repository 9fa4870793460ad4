using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>Who calls a device. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TokenBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    /// <exception cref="RequestInvalidException">It is missing or wrong.</exception>
    public static long Read(JsonBody body)
    {
        var token = Of(body);
        body.ThrowIfInvalid();
        return token;
    }

    /// <summary>The token in a body that holds more.</summary>
    public static long Of(JsonBody body)
    {
        if (body.OptionalInteger("token", 0) is { } token)
        {
            return token;
        }

        body.Reject("token", "Input must be the token of the lease");
        return 0;
    }
}
