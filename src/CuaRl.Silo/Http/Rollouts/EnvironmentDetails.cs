using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>The device of an attempt.</summary>
internal sealed record EnvironmentDetails
{
    public required string EnvironmentType { get; init; }

    [Description("pending, creating, running, terminated or error.")]
    public required string Status { get; init; }

    [Description("The provider's id of the box.")]
    public required string? BoxId { get; init; }

    public required string? BoxType { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? ErrorMessage { get; init; }

    public required JsonText? Config { get; init; }

    public required string CreatedAt { get; init; }

    public required string? TerminatedAt { get; init; }

    public static EnvironmentDetails From(EnvironmentInfo environment) => new()
    {
        EnvironmentType = environment.EnvironmentType,
        Status = Words<EnvironmentStatus>.Of(environment.Status),
        BoxId = environment.BoxId,
        BoxType = environment.BoxType,
        StatusMessage = environment.StatusMessage,
        ErrorMessage = environment.ErrorMessage,
        Config = environment.Config,
        CreatedAt = UtcTimestamp.Format(environment.CreatedAt),
        TerminatedAt = UtcTimestamp.Format(environment.TerminatedAt),
    };
}
