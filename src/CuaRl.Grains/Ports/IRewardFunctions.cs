using CuaRl.Core.Rewards;

namespace CuaRl.Grains.Ports;

/// <summary>Reward functions by name: those built in, those a user added, and HTTP endpoints.</summary>
public interface IRewardFunctions
{
    /// <summary>The names there are, sorted.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>What is wrong with a name, as a sentence; null when there is such a function.</summary>
    string? Problem(string name);

    /// <summary>The reward of a finished rollout, within the function's time limit.</summary>
    /// <exception cref="InvalidRequestException">There is no function by that name.</exception>
    /// <exception cref="RewardFailedException">It failed, gave no number, or took too long.</exception>
    Task<RewardInfo> ComputeAsync(string name, RewardInputs rollout, CancellationToken cancellationToken);
}
