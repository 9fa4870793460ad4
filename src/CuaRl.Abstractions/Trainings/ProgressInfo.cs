namespace CuaRl;

/// <summary>How far something is, in turns: what is done of what is expected.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ProgressInfo")]
public sealed record ProgressInfo
{
    /// <summary>0 to 100.</summary>
    [Id(0)]
    public required double Percent { get; init; }

    /// <summary>How long a turn takes, in seconds; null while unknown.</summary>
    [Id(1)]
    public double? AverageTurnSeconds { get; init; }

    /// <summary>How long all of it takes, in seconds.</summary>
    [Id(2)]
    public double? EstimatedTotalSeconds { get; init; }

    /// <summary>How long the rest takes, in seconds.</summary>
    [Id(3)]
    public double? EstimatedRemainingSeconds { get; init; }
}
