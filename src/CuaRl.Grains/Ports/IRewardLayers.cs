namespace CuaRl.Grains.Ports;

/// <summary>Rewards computed anew, beside the recorded ones.</summary>
public interface IRewardLayers
{
    /// <summary>Stores a layer whole, in the place of one by that name.</summary>
    Task<RewardLayer> ReplaceAsync(
        Guid trainingId,
        string layer,
        string function,
        int version,
        IReadOnlyList<(Guid RolloutId, double Reward)> rewards,
        DateTimeOffset computedAt,
        CancellationToken cancellationToken);

    /// <summary>The layers of a training, by name.</summary>
    Task<IReadOnlyList<RewardLayer>> ListAsync(Guid trainingId, CancellationToken cancellationToken);
}
