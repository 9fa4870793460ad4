using CuaRl.Silo.Http.States;

namespace CuaRl.Silo.Http.Runs;

/// <summary>Two runs side by side.</summary>
/// <remarks>The type only describes the body, which is sent part by part.</remarks>
internal sealed record CompatComparison
{
    public required string Run1Id { get; init; }

    public required string Run2Id { get; init; }

    public required IReadOnlyList<CompatState> Shared { get; init; }

    public required IReadOnlyList<CompatState> Run1Only { get; init; }

    public required IReadOnlyList<CompatState> Run2Only { get; init; }

    public required CompatState? DivergencePoint { get; init; }

    public required long SharedCount { get; init; }

    public required long Run1UniqueCount { get; init; }

    public required long Run2UniqueCount { get; init; }
}
