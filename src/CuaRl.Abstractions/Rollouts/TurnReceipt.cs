namespace CuaRl;

/// <summary>A turn that is durable.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TurnReceipt")]
public sealed record TurnReceipt
{
    /// <summary>The rollout.</summary>
    [Id(0)]
    public required string RolloutId { get; init; }

    /// <summary>The attempt.</summary>
    [Id(1)]
    public required int Attempt { get; init; }

    /// <summary>The turn; 0 for the reset.</summary>
    [Id(2)]
    public required int Turn { get; init; }

    /// <summary>The state that holds it.</summary>
    [Id(3)]
    public required StateId State { get; init; }

    /// <summary>When it was asked for first.</summary>
    [Id(4)]
    public required DateTimeOffset CreatedAt { get; init; }
}
