using System.Collections.Immutable;

namespace CuaRl;

/// <summary>Two trainings, where they parted, and what came of them since.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.LineageComparison")]
public sealed record LineageComparison
{
    /// <summary>The one.</summary>
    [Id(0)]
    public required TrainingInfo Left { get; init; }

    /// <summary>The other.</summary>
    [Id(1)]
    public required TrainingInfo Right { get; init; }

    /// <summary>
    /// The last training that both come from, or one of the two, with the last step that they share. Null when they have none in common.
    /// </summary>
    [Id(2)]
    public TrainingRelative? CommonAncestor { get; init; }

    /// <summary>The settings in which they differ, by name.</summary>
    [Id(3)]
    public required ImmutableArray<SettingDifference> Differences { get; init; }

    /// <summary>The completed steps since they parted, of either, in order; all of them where they have nothing in common.</summary>
    [Id(4)]
    public required ImmutableArray<ComparedStep> Steps { get; init; }
}
