using System.ComponentModel;
using CuaRl.Silo.Http.States;

namespace CuaRl.Silo.Http.Runs;

/// <summary>What two runs share and where they part, as pieces of runs.</summary>
internal sealed record ComparisonDetails
{
    public required string Run1Id { get; init; }

    public required string Run2Id { get; init; }

    [Description("The last state that both share; null when they share none.")]
    public required string? DivergencePoint { get; init; }

    public required IReadOnlyList<PieceDetails> Shared { get; init; }

    public required IReadOnlyList<PieceDetails> Run1Only { get; init; }

    public required IReadOnlyList<PieceDetails> Run2Only { get; init; }

    public required long SharedCount { get; init; }

    public required long Run1UniqueCount { get; init; }

    public required long Run2UniqueCount { get; init; }

    public static ComparisonDetails From(string run1, string run2, RunComparison comparison) => new()
    {
        Run1Id = run1,
        Run2Id = run2,
        DivergencePoint = comparison.DivergencePoint?.ToString(),
        Shared = PieceDetails.Of(comparison.Shared),
        Run1Only = PieceDetails.Of(comparison.Run1Only),
        Run2Only = PieceDetails.Of(comparison.Run2Only),
        SharedCount = comparison.SharedCount,
        Run1UniqueCount = comparison.Run1UniqueCount,
        Run2UniqueCount = comparison.Run2UniqueCount,
    };
}
