namespace CuaRl;

/// <summary>A judgement as it is stored; the last one counts.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ValidationInfo")]
public sealed record ValidationInfo
{
    /// <summary>Its number within the rollout, from 1.</summary>
    [Id(0)]
    public required int Index { get; init; }

    /// <summary>Who judged.</summary>
    [Id(1)]
    public required ValidationSource Source { get; init; }

    /// <summary>The judgement.</summary>
    [Id(2)]
    public required ValidationReport Report { get; init; }

    /// <summary>What counted before.</summary>
    [Id(3)]
    public bool? PreviousSuccess { get; init; }

    /// <summary>Who overrode it.</summary>
    [Id(4)]
    public string? Actor { get; init; }

    /// <summary>Why it was overridden.</summary>
    [Id(5)]
    public string? Reason { get; init; }

    /// <summary>When it was made.</summary>
    [Id(6)]
    public required DateTimeOffset CreatedAt { get; init; }
}
