namespace CuaRl.Core.Progress;

/// <summary>The rollouts of one group, summed up: what one line of an aggregating query holds.</summary>
/// <param name="Turns">The sum of their tallies.</param>
/// <param name="Rollouts">How many there are.</param>
/// <param name="Running">How many are taking turns.</param>
/// <param name="Finished">How many have ended: completed, failed or cancelled.</param>
/// <param name="Completed">How many have completed.</param>
/// <param name="RolloutTime">The time of the completed ones, in seconds, of those that have a time and turns.</param>
/// <param name="NumTurns">The turns of the same ones.</param>
public readonly record struct GroupSums(
    TurnTally Turns, int Rollouts, int Running, int Finished, int Completed, double RolloutTime, long NumTurns)
{
    /// <summary>The sums of these rollouts.</summary>
    public static GroupSums Of(params IEnumerable<RolloutTurns> rollouts)
    {
        var sums = default(GroupSums);
        foreach (var rollout in rollouts)
        {
            sums = sums.With(rollout);
        }

        return sums;
    }

    /// <summary>The sums with one rollout more.</summary>
    public GroupSums With(in RolloutTurns rollout)
    {
        var isTimed = rollout is { Stage: RolloutStage.Completed, NumTurns: > 0, RolloutTime: > 0 };
        return new GroupSums(
            Turns + rollout.Tally,
            Rollouts + 1,
            Running + (rollout.Stage == RolloutStage.Running ? 1 : 0),
            Finished + (rollout.IsFinished ? 1 : 0),
            Completed + (rollout.Stage == RolloutStage.Completed ? 1 : 0),
            RolloutTime + (isTimed ? rollout.RolloutTime!.Value : 0),
            NumTurns + (isTimed ? rollout.NumTurns!.Value : 0));
    }
}
