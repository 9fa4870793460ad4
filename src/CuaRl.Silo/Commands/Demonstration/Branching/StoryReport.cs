namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>What a story came to.</summary>
internal sealed record StoryReport
{
    public required string Variant { get; init; }

    public required string About { get; init; }

    public required string SimulationId { get; init; }

    public required ulong Seed { get; init; }

    public required long BranchAt { get; init; }

    /// <summary>The main run, then the branches.</summary>
    public required IReadOnlyList<RunResult> Runs { get; init; }

    /// <summary>The main run beside each branch.</summary>
    public required IReadOnlyList<Divergence> Divergences { get; init; }

    /// <summary>The states of all histories, shared ones counted once for each run.</summary>
    public required long VisibleStates { get; init; }

    /// <summary>The states that are stored, shared ones once.</summary>
    public required long UniqueStates { get; init; }

    /// <summary>SHA-256 over the content of all states: the same for the same plan, however often it was interrupted.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary>The picture, if one was written.</summary>
    public string? Picture { get; init; }
}
