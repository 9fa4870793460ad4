namespace CuaRl;

/// <summary>Steps that were taken again, from their recorded batches, on a new session of the trainer.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.LoopReplay")]
public sealed record LoopReplay
{
    /// <summary>The new session.</summary>
    [Id(0)]
    public required string SessionId { get; init; }

    /// <summary>The saved state that it began from; null for first weights.</summary>
    [Id(1)]
    public string? StatePath { get; init; }

    /// <summary>The first step taken again.</summary>
    [Id(2)]
    public required int FromStep { get; init; }

    /// <summary>The step to go on with: those before it were taken again.</summary>
    [Id(3)]
    public required int ToStep { get; init; }

    /// <summary>When.</summary>
    [Id(4)]
    public required DateTimeOffset At { get; init; }
}
