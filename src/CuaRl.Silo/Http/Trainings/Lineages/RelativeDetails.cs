using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>A training in the lineage of another.</summary>
internal sealed record RelativeDetails
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string RunName { get; init; }

    [Description("pending, initializing, running, completed, failed, paused or cancelled; null when it was deleted.")]
    public required string? Status { get; init; }

    [Description("The last step, counted from 0, that is shared.")]
    public required int Step { get; init; }

    public static RelativeDetails From(TrainingRelative relative) => new()
    {
        Id = relative.Id,
        Number = relative.Number,
        RunName = relative.RunName,
        Status = Words<TrainingStatus>.Of(relative.Status),
        Step = relative.Step,
    };
}
