namespace CuaRl.Core.Rewards;

/// <summary>A reward function that is a method.</summary>
public sealed class RewardFunction(string name, int version, RewardFunction.Rule rule) : IRewardFunction
{
    /// <summary>The method's shape.</summary>
    public delegate double Rule(in RewardInputs rollout);

    public string Name { get; } = name;

    public int Version { get; } = version;

    public double Compute(in RewardInputs rollout) => rule(rollout);
}
