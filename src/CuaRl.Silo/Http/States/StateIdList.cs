using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A page of states by id.</summary>
internal sealed record StateIdList
{
    public required IReadOnlyList<string> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }

    public static StateIdList From(StateIdPage page) =>
        new() { Items = [.. page.Items.Select(id => id.ToString())], Next = page.Next };
}
