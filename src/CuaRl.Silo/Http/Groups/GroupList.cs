using System.ComponentModel;

namespace CuaRl.Silo.Http.Groups;

/// <summary>A page of the groups of a batch, by their place.</summary>
internal sealed record GroupList
{
    public required IReadOnlyList<GroupDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }
}
