using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A page of runs, oldest first.</summary>
internal sealed record RunList
{
    public required IReadOnlyList<RunDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }

    public static RunList From(RunPage page) =>
        new() { Items = [.. page.Items.Select(RunDetails.From)], Next = page.Next };
}
