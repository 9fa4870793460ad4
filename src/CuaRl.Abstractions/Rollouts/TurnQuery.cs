namespace CuaRl;

/// <summary>Which turns of a rollout to read, in order.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TurnQuery")]
public sealed record TurnQuery
{
    /// <summary>The attempt; null for the present one.</summary>
    [Id(0)]
    public int? Attempt { get; init; }

    /// <summary>The first turn wanted; 0 is the reset.</summary>
    [Id(1)]
    public required int From { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(2)]
    public int Limit { get; init; } = 100;
}
