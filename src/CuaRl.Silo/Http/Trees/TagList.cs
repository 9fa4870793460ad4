using System.ComponentModel;

namespace CuaRl.Silo.Http.Trees;

/// <summary>A page of names, in their order.</summary>
internal sealed record TagList
{
    public required IReadOnlyList<TagDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }
}
