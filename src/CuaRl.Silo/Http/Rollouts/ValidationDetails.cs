using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A judgement as it is stored.</summary>
internal sealed record ValidationDetails
{
    [Description("Its number within the rollout, from 1; the last one counts.")]
    public required int Index { get; init; }

    [Description("validator, revalidation or override.")]
    public required string Source { get; init; }

    [Description("Null when it could not be told.")]
    public required bool? Success { get; init; }

    [Description("Null when nobody checked the strict goal.")]
    public required bool? StrictSuccess { get; init; }

    [Description("The validator's name.")]
    public required string? ValidationQuery { get; init; }

    public required JsonText? ExpectedResult { get; init; }

    public required string? ActualResult { get; init; }

    [Description("In seconds.")]
    public required double? ExecutionTime { get; init; }

    public required string? ErrorMessage { get; init; }

    public required JsonText? Details { get; init; }

    [Description("What counted before.")]
    public required bool? PreviousSuccess { get; init; }

    [Description("Who overrode it.")]
    public required string? Actor { get; init; }

    [Description("Why it was overridden.")]
    public required string? Reason { get; init; }

    public required string CreatedAt { get; init; }

    public static ValidationDetails From(ValidationInfo validation) => new()
    {
        Index = validation.Index,
        Source = Words<ValidationSource>.Of(validation.Source),
        Success = validation.Report.Success,
        StrictSuccess = validation.Report.StrictSuccess,
        ValidationQuery = validation.Report.ValidationQuery,
        ExpectedResult = validation.Report.ExpectedResult,
        ActualResult = validation.Report.ActualResult,
        ExecutionTime = validation.Report.ExecutionSeconds,
        ErrorMessage = validation.Report.ErrorMessage,
        Details = validation.Report.Details,
        PreviousSuccess = validation.PreviousSuccess,
        Actor = validation.Actor,
        Reason = validation.Reason,
        CreatedAt = UtcTimestamp.Format(validation.CreatedAt),
    };
}
