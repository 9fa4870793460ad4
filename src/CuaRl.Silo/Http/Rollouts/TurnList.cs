using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A page of turns, in order.</summary>
internal sealed record TurnList
{
    public required IReadOnlyList<TurnDetails> Items { get; init; }

    [Description("The 'from' of the next page; null when there was no more.")]
    public required int? Next { get; init; }

    public static TurnList From(TurnPage page) => new() { Items = [.. page.Items.Select(TurnDetails.From)], Next = page.Next };
}
