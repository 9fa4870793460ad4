using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A page of rollouts, newest first.</summary>
internal sealed record RolloutList
{
    public required IReadOnlyList<RolloutLine> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }

    [Description("How many match in all; null unless asked for by 'count'.")]
    public required long? Total { get; init; }

    public static RolloutList From(RolloutPage page) =>
        new() { Items = [.. page.Items.Select(RolloutLine.From)], Next = page.Next, Total = page.Total };
}
