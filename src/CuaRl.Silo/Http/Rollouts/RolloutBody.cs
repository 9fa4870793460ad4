using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A rollout to start. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RolloutBody
{
    [Description("Its place in the group, 0 or more and less than num_rollouts, and its identity there.")]
    public required int EnvIndex { get; init; }

    [Description("Where it begins: pending by default, env_creation or running.")]
    public string? Status { get; init; }

    [Description("The kind of environment, such as 'gbox'; the name of its box by default.")]
    public string? EnvironmentType { get; init; }

    [Description("Where it goes on from another rollout of the group; by default it begins at the reset.")]
    public BranchBody? Branch { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static RolloutRequest Read(JsonBody body)
    {
        var request = new RolloutRequest
        {
            EnvIndex = body.Int32("env_index"),
            Status = body.OptionalWord<RolloutStatus>("status") ?? RolloutStatus.Pending,
            EnvironmentType = body.OptionalText("environment_type", _ => null),
            Branch = body.OptionalPart("branch") is { } branch ? BranchBody.Read(branch) : null,
        };
        body.ThrowIfInvalid();
        return request;
    }
}
