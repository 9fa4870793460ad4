namespace CuaRl.Silo.Http.Groups;

/// <summary>The groups of a batch, by their place.</summary>
internal sealed record GroupList
{
    public required IReadOnlyList<GroupDetails> Items { get; init; }
}
