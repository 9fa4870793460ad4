namespace CuaRl;

/// <summary>A reward and where it comes from.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RewardInfo")]
public sealed record RewardInfo
{
    /// <summary>The reward.</summary>
    [Id(0)]
    public required double Value { get; init; }

    /// <summary>The name of the function; <c>given</c> when the caller computed it.</summary>
    [Id(1)]
    public required string Function { get; init; }

    /// <summary>The function's version.</summary>
    [Id(2)]
    public required int Version { get; init; }
}
