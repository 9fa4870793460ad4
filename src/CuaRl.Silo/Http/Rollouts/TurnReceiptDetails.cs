using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A turn that is durable.</summary>
internal sealed record TurnReceiptDetails
{
    public required string RolloutId { get; init; }

    public required int Attempt { get; init; }

    [Description("0 for the reset.")]
    public required int Turn { get; init; }

    [Description("The state that holds it.")]
    public required string StateId { get; init; }

    [Description("When it was sent first.")]
    public required string CreatedAt { get; init; }

    public static TurnReceiptDetails From(TurnReceipt receipt) => new()
    {
        RolloutId = receipt.RolloutId,
        Attempt = receipt.Attempt,
        Turn = receipt.Turn,
        StateId = receipt.State.ToString(),
        CreatedAt = UtcTimestamp.Format(receipt.CreatedAt),
    };
}
