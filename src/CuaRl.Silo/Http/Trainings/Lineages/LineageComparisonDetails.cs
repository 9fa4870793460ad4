using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>Two trainings, where they parted, and what came of them since.</summary>
internal sealed record LineageComparisonDetails
{
    public required ComparedTraining Left { get; init; }

    public required ComparedTraining Right { get; init; }

    [Description("The last training that both come from, or one of the two, with the last step that they share; null when they have none in common.")]
    public required RelativeDetails? CommonAncestor { get; init; }

    [Description("The settings in which they differ, by name.")]
    public required IReadOnlyList<SettingDifferenceDetails> Differences { get; init; }

    [Description("The completed steps since they parted, of either, in order.")]
    public required IReadOnlyList<ComparedStepDetails> Steps { get; init; }

    public static LineageComparisonDetails From(LineageComparison comparison) => new()
    {
        Left = ComparedTraining.From(comparison.Left),
        Right = ComparedTraining.From(comparison.Right),
        CommonAncestor = comparison.CommonAncestor is { } common ? RelativeDetails.From(common) : null,
        Differences = [.. comparison.Differences.Select(SettingDifferenceDetails.From)],
        Steps = [.. comparison.Steps.Select(ComparedStepDetails.From)],
    };
}
