using System.Collections.Immutable;

namespace CuaRl;

/// <summary>Two runs' histories side by side: the longest common beginning, and what remains of each.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunComparison")]
public sealed record RunComparison
{
    /// <summary>The last state that both share; null when they share none.</summary>
    [Id(0)]
    public StateId? DivergencePoint { get; init; }

    /// <summary>The shared states.</summary>
    [Id(1)]
    public required ImmutableArray<LineagePiece> Shared { get; init; }

    /// <summary>The states of the first run alone.</summary>
    [Id(2)]
    public required ImmutableArray<LineagePiece> Run1Only { get; init; }

    /// <summary>The states of the second run alone.</summary>
    [Id(3)]
    public required ImmutableArray<LineagePiece> Run2Only { get; init; }

    /// <summary>How many are shared.</summary>
    public long SharedCount => Count(Shared);

    /// <summary>How many are the first run's alone.</summary>
    public long Run1UniqueCount => Count(Run1Only);

    /// <summary>How many are the second run's alone.</summary>
    public long Run2UniqueCount => Count(Run2Only);

    private static long Count(ImmutableArray<LineagePiece> pieces) => pieces.Sum(piece => piece.To - piece.From + 1);
}
