using System.Collections.Immutable;

namespace CuaRl.Grains.Ports;

/// <summary>States for the journal, checked and with their identity.</summary>
public sealed record JournalAppend
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Where the run's history must end for the append to be stored.</summary>
    public required long ExpectedHead { get; init; }

    /// <summary>The identity of the append.</summary>
    public required Guid Operation { get; init; }

    /// <summary>A hash of the content: what tells a repetition from a reuse of the operation.</summary>
    public required Guid ContentHash { get; init; }

    /// <summary>When it was asked for, UTC to the microsecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The states, at least one.</summary>
    public required ImmutableArray<StateContent> States { get; init; }
}
