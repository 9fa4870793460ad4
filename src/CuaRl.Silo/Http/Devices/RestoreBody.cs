using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a device is made again. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RestoreBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("What a snapshot of such a device gave.")]
    public required JsonText Snapshot { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, JsonText Snapshot) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.Object("snapshot", _ => null));
        body.ThrowIfInvalid();
        return read;
    }
}
