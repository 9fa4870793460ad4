namespace CuaRl.Silo.Http.Trainings;

/// <summary>The reward layers of a training, by name.</summary>
internal sealed record RewardLayerList
{
    public required IReadOnlyList<RewardLayerDetails> Items { get; init; }
}
