using CuaRl.Grains.Ports;
using CuaRl.Grains.Rollouts;

namespace CuaRl.Grains.Trainings;

/// <summary>The rewards of a training's rollouts by a function, over what was recorded.</summary>
internal static class Reverification
{
    /// <summary>How many rewards are computed at a time: an endpoint takes its time over each.</summary>
    public const int AtOnce = 16;

    /// <summary>Computes them.</summary>
    /// <returns>The rewards in the order of the rollouts, and the function's version; 0 when there is no rollout to compute.</returns>
    /// <exception cref="RewardFailedException">One of them could not be computed.</exception>
    public static async Task<(IReadOnlyList<(Guid RolloutId, double Reward)> Rewards, int Version)> ComputeAsync(
        IAsyncEnumerable<RolloutFacts> rollouts, IRewardFunctions functions, string function)
    {
        // Read to the end first: a connection does not wait for an endpoint.
        var judged = await rollouts.Where(IsJudged).ToListAsync();
        List<(Guid RolloutId, double Reward)> rewards = new(judged.Count);
        var version = 0;
        foreach (var some in judged.Chunk(AtOnce))
        {
            var computed = await Task.WhenAll(some.Select(rollout => functions.ComputeAsync(
                function, RolloutRewards.InputsOf(rollout, rollout.ValidationPassed!.Value), CancellationToken.None)));
            rewards.AddRange(some.Zip(computed, (rollout, reward) => (rollout.Id, reward.Value)));
            version = computed[0].Version;
        }

        return (rewards, version);
    }

    /// <summary>What was not judged has no reward by any function.</summary>
    private static bool IsJudged(RolloutFacts rollout) =>
        rollout is { Status: RolloutStatus.Completed, ValidationPassed: not null };
}
