using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>One try at a rollout.</summary>
internal sealed record AttemptDetails
{
    [Description("Its number, from 1.")]
    public required int Attempt { get; init; }

    [Description("The run that holds its turns, in the state tree of the training.")]
    public required string RunId { get; init; }

    [Description("running, completed, failed, infra_failed or cancelled.")]
    public required string Status { get; init; }

    public required string? ErrorKind { get; init; }

    public required string? ErrorMessage { get; init; }

    public required EnvironmentDetails Environment { get; init; }

    [Description("How many steps the policy had taken that acts in it.")]
    public required int? PolicyStep { get; init; }

    public required string StartedAt { get; init; }

    public required string? EndedAt { get; init; }

    public static AttemptDetails From(AttemptInfo attempt) => new()
    {
        Attempt = attempt.Attempt,
        RunId = attempt.RunId,
        Status = Words<AttemptStatus>.Of(attempt.Status),
        ErrorKind = attempt.ErrorKind,
        ErrorMessage = attempt.ErrorMessage,
        Environment = EnvironmentDetails.From(attempt.Environment),
        PolicyStep = attempt.PolicyStep,
        StartedAt = UtcTimestamp.Format(attempt.StartedAt),
        EndedAt = UtcTimestamp.Format(attempt.EndedAt),
    };
}
