using System.Collections.Immutable;

namespace CuaRl;

/// <summary>Who drives a training, and how far it got.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.LoopInfo")]
public sealed record LoopInfo
{
    /// <summary>The training.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>Who drives it; null for nobody.</summary>
    [Id(1)]
    public string? Driver { get; init; }

    /// <summary>The fencing token of the lease: of two leases the later one has the greater. 0 before the first.</summary>
    [Id(2)]
    public long Token { get; init; }

    /// <summary>When the lease ends unless it is renewed; null for none.</summary>
    [Id(3)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where the driver stands with its trainer; null before it first asked it for anything.</summary>
    [Id(4)]
    public TrainerCursor? Cursor { get; init; }

    /// <summary>Which steps were taken again because a trainer had lost its session, the latest last; at most 100.</summary>
    /// <value>The default is none.</value>
    [Id(5)]
    public ImmutableArray<LoopReplay> Replays { get; init; } = [];

    /// <summary>The tasks that were chosen when it began; null before that.</summary>
    [Id(6)]
    public TrainingTasks? Tasks { get; init; }
}
