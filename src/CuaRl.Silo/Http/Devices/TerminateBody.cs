using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>How a device is ended. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TerminateBody
{
    [Description("False to end it even while it is held, which ends the lease; true by default.")]
    public bool? OnlyIfFree { get; init; }

    /// <exception cref="RequestInvalidException">A field is wrong.</exception>
    public static bool Read(JsonBody body)
    {
        var onlyIfFree = body.OptionalBoolean("only_if_free") ?? true;
        body.ThrowIfInvalid();
        return onlyIfFree;
    }
}
