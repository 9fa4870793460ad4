using System.ComponentModel;

namespace CuaRl.Silo.Http.Appends;

/// <summary>States that were appended and are durable.</summary>
internal sealed record AppendDetails
{
    public required string RunId { get; init; }

    [Description("The step of the first state.")]
    public required long FirstStep { get; init; }

    [Description("The step of the last state.")]
    public required long LastStep { get; init; }

    [Description("The state before the first; null when the first is a root.")]
    public required string? ParentStateId { get; init; }

    [Description("The states, in order.")]
    public required IReadOnlyList<string> StateIds { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static AppendDetails From(AppendReceipt receipt) => new()
    {
        RunId = receipt.RunId,
        FirstStep = receipt.FirstStep,
        LastStep = receipt.LastStep,
        ParentStateId = receipt.Parent?.ToString(),
        StateIds =
        [
            .. Enumerable.Range(0, (int)(receipt.LastStep - receipt.FirstStep + 1))
                .Select(i => new StateId(receipt.RunId, receipt.FirstStep + i).ToString()),
        ],
        CreatedAt = UtcTimestamp.Format(receipt.CreatedAt),
    };
}
