using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>An app of a device. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OpenBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("Such as 'com.android.settings'.")]
    public required string Package { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, string Package) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.Text("package", _ => null));
        body.ThrowIfInvalid();
        return read;
    }
}
