using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>What a completed step came to.</summary>
internal sealed record StepMeasureDetails
{
    [Description("The training that took it: the one that is compared, or an ancestor of it.")]
    public required string TrainingId { get; init; }

    [Description("The share of rollouts that succeeded, 0 to 1; null when none counts.")]
    public required double? SuccessRate { get; init; }

    public required double? RewardMean { get; init; }

    public required double? Loss { get; init; }

    public static StepMeasureDetails? From(StepMeasures? measures) => measures is null ? null : new()
    {
        TrainingId = measures.TrainingId,
        SuccessRate = measures.SuccessRate,
        RewardMean = measures.RewardMean,
        Loss = measures.Loss,
    };
}
