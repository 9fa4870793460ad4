namespace CuaRl;

/// <summary>Who holds a device.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceHolder")]
public sealed record DeviceHolder
{
    /// <summary>The training, whose turn in a pool's queue it is; null for none.</summary>
    [Id(0)]
    public string? TrainingId { get; init; }

    /// <summary>The rollout; null for none.</summary>
    [Id(1)]
    public string? RolloutId { get; init; }

    /// <summary>Which of the rollout's attempts, from 1; 0 for none.</summary>
    [Id(2)]
    public int Attempt { get; init; }
}
