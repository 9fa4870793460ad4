using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>Consecutive states of one run: RUN.FROM to RUN.TO.</summary>
internal sealed record PieceDetails
{
    [Description("The run that owns them.")]
    public required string RunId { get; init; }

    [Description("The first step.")]
    public required long From { get; init; }

    [Description("The last step.")]
    public required long To { get; init; }

    public static IReadOnlyList<PieceDetails> Of(IEnumerable<LineagePiece> pieces) =>
        [.. pieces.Select(piece => new PieceDetails { RunId = piece.RunId, From = piece.From, To = piece.To })];
}
