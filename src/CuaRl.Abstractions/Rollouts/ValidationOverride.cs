namespace CuaRl;

/// <summary>A person's judgement of a rollout.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ValidationOverride")]
public sealed record ValidationOverride
{
    /// <summary>Whether the task was done.</summary>
    [Id(0)]
    public bool Success { get; init; }

    /// <summary>Why, at most 10,000 characters.</summary>
    [Id(1)]
    public string? Reason { get; init; }

    /// <summary>Who says so, at most 200 characters.</summary>
    [Id(2)]
    public string? Actor { get; init; }

    /// <summary>
    /// True to compute the recorded reward anew from it; the statistics of a batch that is completed, and of its groups, stay.
    /// </summary>
    [Id(3)]
    public bool ChangesReward { get; init; }
}
