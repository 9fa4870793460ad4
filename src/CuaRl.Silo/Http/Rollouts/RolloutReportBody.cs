using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>What a rollout's driver says of it; what is missing stays as it is. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RolloutReportBody
{
    [Description("env_creation, agent_init or running. Ends have routes of their own.")]
    public string? Status { get; init; }

    [Description(RolloutDetails.Phases)]
    public string? Phase { get; init; }

    [Description("What it says of itself, at most 10,000 characters.")]
    public string? StatusMessage { get; init; }

    [Description("How many steps the policy has taken that acts in this attempt, 0 or more.")]
    public int? PolicyStep { get; init; }

    public EnvironmentBody? Environment { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static RolloutReport Read(JsonBody body)
    {
        var report = new RolloutReport
        {
            Status = body.OptionalWord<RolloutStatus>("status"),
            Phase = body.OptionalWord<RolloutPhase>("phase"),
            StatusMessage = body.OptionalText("status_message", _ => null),
            PolicyStep = body.OptionalInt32("policy_step"),
            Environment = body.OptionalPart("environment") is { } environment ? EnvironmentBody.Read(environment) : null,
        };
        body.ThrowIfInvalid();
        return report;
    }
}
