namespace CuaRl;

/// <summary>Which states of a history to read, in order of their steps.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StateQuery")]
public sealed record StateQuery
{
    /// <summary>The first step wanted, 0 or more.</summary>
    /// <value>The default is the first of the history.</value>
    [Id(0)]
    public long From { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(1)]
    public int Limit { get; init; } = 100;
}
