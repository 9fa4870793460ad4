using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A person's judgement of a rollout. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OverrideBody
{
    [Description("Whether the task was done.")]
    public required bool Success { get; init; }

    [Description("Why, at most 10,000 characters.")]
    public string? Reason { get; init; }

    [Description("Who says so, at most 200 characters.")]
    public string? Actor { get; init; }

    [Description(
        "True to compute the recorded reward anew from it; by default it stays. The statistics of a batch that is completed, and of its "
        + "groups, say what was trained on and stay in any case.")]
    public bool? ChangesReward { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static ValidationOverride Read(JsonBody body)
    {
        var judgement = new ValidationOverride
        {
            Success = body.Boolean("success"),
            Reason = body.OptionalText("reason", _ => null),
            Actor = body.OptionalText("actor", _ => null),
            ChangesReward = body.OptionalBoolean("changes_reward") ?? false,
        };
        body.ThrowIfInvalid();
        return judgement;
    }
}
