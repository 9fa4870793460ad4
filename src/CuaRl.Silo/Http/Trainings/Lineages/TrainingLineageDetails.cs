using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>Which trainings a training comes from, and which come from it.</summary>
internal sealed record TrainingLineageDetails
{
    public required string TrainingId { get; init; }

    [Description(
        "The first of all first, each with the step at which it was left. One that was deleted is named by its branch; what was before it is "
        + "not known any more.")]
    public required IReadOnlyList<RelativeDetails> Ancestors { get; init; }

    [Description("Its own branches, oldest first, each with the step at which it leaves.")]
    public required IReadOnlyList<RelativeDetails> Children { get; init; }

    public static TrainingLineageDetails From(TrainingLineage lineage) => new()
    {
        TrainingId = lineage.TrainingId,
        Ancestors = [.. lineage.Ancestors.Select(RelativeDetails.From)],
        Children = [.. lineage.Children.Select(RelativeDetails.From)],
    };
}
