using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>An app for a device. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record InstallBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("A package, or the http or https address of one, as the device's driver takes it.")]
    public required string App { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, string App) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.Text("app", _ => null));
        body.ThrowIfInvalid();
        return read;
    }
}
