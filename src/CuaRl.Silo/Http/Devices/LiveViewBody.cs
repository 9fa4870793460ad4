using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>How a device is to be watched. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LiveViewBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("For how long, up to 86,400; 3600 by default.")]
    public double? DurationSeconds { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, TimeSpan? Duration) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), Seconds.Of(body, "duration_seconds"));
        body.ThrowIfInvalid();
        return read;
    }
}
