using System.ComponentModel;

namespace CuaRl.Silo.Http.Batches;

/// <summary>A page of the batches of a training, by their creation.</summary>
internal sealed record BatchList
{
    public required IReadOnlyList<BatchDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }
}
