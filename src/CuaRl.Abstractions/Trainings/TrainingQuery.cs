namespace CuaRl;

/// <summary>Which trainings to list, newest first (by start, else creation).</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingQuery")]
public sealed record TrainingQuery
{
    /// <summary>The status wanted; null for all.</summary>
    [Id(0)]
    public TrainingStatus? Status { get; init; }

    /// <summary>True to list archived ones too.</summary>
    [Id(1)]
    public bool IncludesArchived { get; init; }

    /// <summary>The <see cref="TrainingPage.Next"/> of the page before.</summary>
    [Id(2)]
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(3)]
    public int Limit { get; init; } = 100;
}
