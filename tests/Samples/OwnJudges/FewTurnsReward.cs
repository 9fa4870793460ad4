using CuaRl.Core.Rewards;

namespace OwnJudges;

/// <summary>A success that was validated is worth the more the fewer turns it took.</summary>
public sealed class FewTurnsReward : IRewardFunction
{
    public string Name => "few-turns"; // "reward_function": "few-turns" of a training

    public int Version => 1;

    public double Compute(in RewardInputs rollout) =>
        rollout.ValidationPassed == true ? 1 - 0.5 * rollout.NumTurns / rollout.MaxTurns : 0;
}
