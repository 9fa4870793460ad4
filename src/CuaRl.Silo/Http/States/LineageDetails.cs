using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>The history of a state, from its root to itself, as pieces of runs.</summary>
internal sealed record LineageDetails
{
    public required string StateId { get; init; }

    [Description("How many states it holds, the state itself included.")]
    public required long Length { get; init; }

    public required IReadOnlyList<PieceDetails> Pieces { get; init; }
}
