using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>Where a training that is a branch began.</summary>
internal sealed record OriginDetails
{
    [Description("The training that was branched from; it may have been deleted since.")]
    public required string TrainingId { get; init; }

    public required long Number { get; init; }

    public required string RunName { get; init; }

    [Description("The last step, counted from 0, that both share.")]
    public required int Step { get; init; }

    [Description("The saved state that the branch goes on from.")]
    public required string CheckpointPath { get; init; }

    [Description("The policy after that step; null where the step names none.")]
    public required string? ModelPath { get; init; }

    [Description("What a KL penalty of the branch draws to, unless its configuration says otherwise; null where none is kept.")]
    public required string? KlReferencePath { get; init; }

    public static OriginDetails? From(TrainingOrigin? origin) => origin is null ? null : new()
    {
        TrainingId = origin.TrainingId,
        Number = origin.TrainingNumber,
        RunName = origin.RunName,
        Step = origin.Step,
        CheckpointPath = origin.CheckpointPath,
        ModelPath = origin.ModelPath,
        KlReferencePath = origin.KlReferencePath,
    };
}
