using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a device is made ready for. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeviceResetBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("A stored task, whose goal shall not hold; none by default.")]
    public string? TaskId { get; init; }

    [Description("What varies between devices follows from it; 0 by default.")]
    public long? Seed { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, string? TaskId, long Seed) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.OptionalText("task_id", _ => null), body.OptionalInteger("seed", 0) ?? 0);
        body.ThrowIfInvalid();
        return read;
    }
}
