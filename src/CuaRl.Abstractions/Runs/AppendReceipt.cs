namespace CuaRl;

/// <summary>The answer to an append: the states are durable.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.AppendReceipt")]
public sealed record AppendReceipt
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string RunId { get; init; }

    /// <summary>The step of the first state.</summary>
    [Id(1)]
    public required long FirstStep { get; init; }

    /// <summary>The step of the last state: the run's head right after the append.</summary>
    [Id(2)]
    public required long LastStep { get; init; }

    /// <summary>The state before the first; null when the first is a root.</summary>
    [Id(3)]
    public StateId? Parent { get; init; }

    /// <summary>When they were appended, UTC to the microsecond.</summary>
    [Id(4)]
    public required DateTimeOffset CreatedAt { get; init; }
}
