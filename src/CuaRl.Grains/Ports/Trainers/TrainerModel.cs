namespace CuaRl.Grains.Ports;

/// <summary>A model that a training trains.</summary>
/// <param name="TrainingId">The training, by which its saved states are kept apart from others'.</param>
/// <param name="ModelName">The base model.</param>
/// <param name="LoraRank">The rank of its adapter; of no meaning to a trainer without one.</param>
/// <param name="Seed">What its first weights follow from, where they are random.</param>
public sealed record TrainerModel(string TrainingId, string ModelName, int LoraRank, long Seed)
{
    /// <summary>Where the trainer is, where a training says so; null for wherever the service was told.</summary>
    public string? Address { get; init; }

    /// <summary>How it is prompted; of no meaning to a trainer without prompts.</summary>
    public TrainerPrompt Prompt { get; init; } = new();
}
