using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>What a rollout or an attempt was lost to. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LossBody
{
    [Description("The kind of error, such as 'device_lost'; lists of rollouts go by it.")]
    public required string ErrorKind { get; init; }

    [Description("Why, 1 to 10,000 characters.")]
    public required string Error { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static LossBody Read(JsonBody body)
    {
        var loss = new LossBody
        {
            ErrorKind = body.Text("error_kind", _ => null),
            Error = body.Text("error", _ => null),
        };
        body.ThrowIfInvalid();
        return loss;
    }
}
