namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>Which rollout of a group its siblings go on from.</summary>
/// <param name="Member">Its place in the group.</param>
/// <param name="Turn">The last turn that they have in common with it.</param>
public readonly record struct BranchChoice(int Member, int Turn)
{
    /// <summary>
    /// The first rollout that took more turns than the one to go on from. It does not depend on rewards, so that those who are compared
    /// are not picked by what they are compared by.
    /// </summary>
    /// <param name="turns">The turns of each rollout that began at the reset; null for one that does not count.</param>
    /// <param name="turn">The turn to go on from; null for the middle of the rollout, the earlier one of two.</param>
    /// <returns>Null when none took enough turns: then there is nothing to go on from.</returns>
    public static BranchChoice? Of(IReadOnlyList<int?> turns, int? turn)
    {
        for (var member = 0; member < turns.Count; member++)
        {
            if (turns[member] is { } taken && (turn ?? taken / 2) is >= 1 and var last && last < taken)
            {
                return new BranchChoice(member, last);
            }
        }

        return null;
    }

    /// <summary>Whether a device has to be kept as it was after a turn, because <see cref="Of"/> may choose that one.</summary>
    /// <param name="turn">The turn to go on from, as for <see cref="Of"/>.</param>
    /// <param name="taken">The turn that was taken.</param>
    /// <param name="maxTurns">How many a rollout may take.</param>
    public static bool MayBe(int? turn, int taken, int maxTurns) => turn is { } wanted ? taken == wanted : taken <= maxTurns / 2;
}
