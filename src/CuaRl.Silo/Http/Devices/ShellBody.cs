using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A command for a device. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ShellBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("1 to 10,000 characters.")]
    public required string Command { get; init; }

    [Description("How long it may take, up to 300; 30 by default.")]
    public double? TimeoutSeconds { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, string Command, TimeSpan? Timeout) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.Text("command", _ => null), Seconds.Of(body, "timeout_seconds"));
        body.ThrowIfInvalid();
        return read;
    }
}
