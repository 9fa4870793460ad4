using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>How to compute rewards anew. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReverifyBody
{
    [Description("The layer's name, 1 to 200 characters; one by that name is replaced.")]
    public required string Layer { get; init; }

    [Description("A name that the service knows.")]
    public required string RewardFunction { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static ReverifyBody Read(JsonBody body)
    {
        var reverify = new ReverifyBody
        {
            Layer = body.Text("layer", _ => null),
            RewardFunction = body.Text("reward_function", _ => null),
        };
        body.ThrowIfInvalid();
        return reverify;
    }
}
