namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>Two runs side by side.</summary>
internal sealed record Divergence
{
    public required string Run1 { get; init; }

    public required string Run2 { get; init; }

    /// <summary>The last state that both share.</summary>
    public string? DivergencePoint { get; init; }

    public required long SharedCount { get; init; }

    public required long Run1UniqueCount { get; init; }

    public required long Run2UniqueCount { get; init; }

    /// <summary>The rewards of the shared states.</summary>
    public required double SharedReward { get; init; }
}
