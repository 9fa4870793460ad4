namespace CuaRl;

/// <summary>A training in the lineage of another.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingRelative")]
public sealed record TrainingRelative
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public required string RunName { get; init; }

    /// <summary>Where it stands; null when it was deleted.</summary>
    [Id(3)]
    public TrainingStatus? Status { get; init; }

    /// <summary>The last step that is shared: that at which an ancestor was left, or a child leaves.</summary>
    [Id(4)]
    public required int Step { get; init; }
}
