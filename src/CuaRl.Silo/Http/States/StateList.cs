using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A page of states, in order of their steps.</summary>
internal sealed record StateList
{
    public required IReadOnlyList<StateDetails> Items { get; init; }

    [Description("The 'from' of the next page; null when there was no more.")]
    public required long? Next { get; init; }

    public static StateList From(StatePage page) =>
        new() { Items = [.. page.Items.Select(StateDetails.From)], Next = page.Next };
}
