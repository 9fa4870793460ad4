using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>The task whose goal a device is asked about. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GoalBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description("A stored task.")]
    public required string TaskId { get; init; }

    [Description("What the agent said when it finished; null when it did not.")]
    public string? FinishMessage { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, string TaskId, string? FinishMessage) Read(JsonBody body)
    {
        var read = (TokenBody.Of(body), body.Text("task_id", _ => null), body.OptionalText("finish_message", _ => null));
        body.ThrowIfInvalid();
        return read;
    }
}
