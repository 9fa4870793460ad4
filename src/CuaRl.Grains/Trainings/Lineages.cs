using System.Collections.Immutable;
using CuaRl.Core.Trainings;

namespace CuaRl.Grains.Trainings;

/// <summary>
/// What records of trainings say of their lineage. An ancestry is the first training of all first; one that was deleted is not in it.
/// </summary>
internal static class Lineages
{
    /// <summary>The ancestors of the last of an ancestry; one that was deleted as its branch names it.</summary>
    public static ImmutableArray<TrainingRelative> Ancestors(IReadOnlyList<TrainingInfo> ancestry) =>
        [.. ancestry.Select(training => training.Origin).OfType<TrainingOrigin>().Select(origin => Ancestor(origin, ancestry))];

    /// <summary>A branch, as its parent's.</summary>
    public static TrainingRelative Child(TrainingInfo branch) => new()
    {
        Id = branch.Id,
        Number = branch.Number,
        RunName = branch.RunName,
        Status = branch.Status,
        Step = branch.Origin!.Step,
    };

    /// <summary>The path from the first of an ancestry that is known, by name at least, to its last.</summary>
    public static LineagePath Path(IReadOnlyList<TrainingInfo> ancestry) => new(
    [
        .. ancestry[0].Origin is { } gone ? [new LineageLink(gone.TrainingId, gone.TrainingNumber, 0)] : Array.Empty<LineageLink>(),
        .. ancestry.Select(training => new LineageLink(training.Id, training.Number, training.Origin is { } origin ? origin.Step + 1 : 0)),
    ]);

    /// <summary>A training of a path with the last step that is shared.</summary>
    public static TrainingRelative Relative(IReadOnlyList<TrainingInfo> ancestry, LineageLink link, int step) =>
        ancestry.FirstOrDefault(training => training.Number == link.Number) is { } known
            ? new() { Id = known.Id, Number = known.Number, RunName = known.RunName, Status = known.Status, Step = step }
            : Ancestor(ancestry[0].Origin!, ancestry) with { Step = step };

    /// <summary>The settings in which two trainings differ, by name.</summary>
    public static ImmutableArray<SettingDifference> Differences(TrainingDefinition left, TrainingDefinition right) =>
    [
        .. from difference in ConfigDifference.Between(LoopDefinitions.Show(left), LoopDefinitions.Show(right))
           select new SettingDifference
           {
               Name = difference.Key, Left = Json(difference.Values[0]), Right = Json(difference.Values[1]),
           },
    ];

    /// <summary>Two histories side by side.</summary>
    public static ImmutableArray<ComparedStep> Steps(
        IReadOnlyDictionary<int, StepMeasures> left, IReadOnlyDictionary<int, StepMeasures> right) =>
    [
        .. from step in left.Keys.Union(right.Keys).Order()
           select new ComparedStep { Step = step, Left = left.GetValueOrDefault(step), Right = right.GetValueOrDefault(step) },
    ];

    /// <summary>What a completed step came to.</summary>
    public static StepMeasures Measure(BatchInfo step) => new()
    {
        TrainingId = step.TrainingId,
        SuccessRate = step.Statistics is { Count: > 0 } some ? (double)some.SuccessCount / some.Count : null,
        RewardMean = step.Statistics?.RewardMean,
        Loss = step.Result?.Loss,
    };

    private static TrainingRelative Ancestor(TrainingOrigin origin, IReadOnlyList<TrainingInfo> ancestry) => new()
    {
        Id = origin.TrainingId,
        Number = origin.TrainingNumber,
        RunName = origin.RunName,
        Status = ancestry.FirstOrDefault(training => training.Number == origin.TrainingNumber)?.Status,
        Step = origin.Step,
    };

    private static JsonText? Json(string? raw) => raw is null or "null" ? null : JsonText.Parse(raw);
}
