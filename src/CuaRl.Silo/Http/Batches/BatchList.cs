namespace CuaRl.Silo.Http.Batches;

/// <summary>The batches of a training, by their creation.</summary>
internal sealed record BatchList
{
    public required IReadOnlyList<BatchDetails> Items { get; init; }
}
