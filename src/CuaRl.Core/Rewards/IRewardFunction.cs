namespace CuaRl.Core.Rewards;

/// <summary>Turns a finished rollout into a number. It holds no state: the same rollout always has the same reward.</summary>
public interface IRewardFunction
{
    /// <summary>The name that a configuration chooses it by.</summary>
    string Name { get; }

    /// <summary>Grows whenever the function would answer differently; stored with every reward.</summary>
    int Version { get; }

    /// <summary>The reward.</summary>
    double Compute(in RewardInputs rollout);
}
