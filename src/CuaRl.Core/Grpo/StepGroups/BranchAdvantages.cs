using System.Collections.Immutable;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>The tree of a group whose rollouts were branched, and the advantages of its turns.</summary>
/// <param name="Baseline">
/// The mean reward of the rollouts that began at the reset. Siblings are no part of it: they are no samples from the start. Null
/// when none of them counts, and then nothing has an advantage.
/// </param>
/// <param name="StepGroups">The step groups, by parent and turn.</param>
/// <param name="Pieces">The turns with their advantages, by rollout and turn; none of rollouts that are masked.</param>
public sealed record BranchAdvantages(
    double? Baseline, ImmutableArray<BranchGroup> StepGroups, ImmutableArray<BranchPiece> Pieces)
{
    /// <summary>
    /// Advantages by centring: episode = r - mean of the group; step = r - mean of the step group that the turn is in, which is that
    /// of the latest branching before it; total = episode + weight * step.
    /// </summary>
    /// <param name="members">The group; parents before those that branched off from them.</param>
    /// <param name="stepWeight">The weight of the step advantage.</param>
    /// <exception cref="GrpoException">A reward is not finite, or a member branches where it cannot.</exception>
    public static BranchAdvantages Of(IReadOnlyList<BranchMember> members, double stepWeight = 1)
    {
        for (var i = 0; i < members.Count; i++)
        {
            Check(members, i);
        }

        ImmutableArray<BranchGroup> groups =
        [
            .. Enumerable.Range(0, members.Count).Where(i => members[i].Parent is not null)
                .GroupBy(i => (Parent: members[i].Parent!.Value, members[i].BranchTurn))
                .OrderBy(siblings => siblings.Key)
                .Select(siblings => Group(members, siblings.Key.Parent, siblings.Key.BranchTurn, [siblings.Key.Parent, .. siblings])),
        ];
        var baseline = Mean(members.Where(member => member.Parent is null));
        return new BranchAdvantages(
            baseline,
            groups,
            baseline is null ? [] : [.. Enumerable.Range(0, members.Count).SelectMany(OfPlace)]);

        IEnumerable<BranchPiece> OfPlace(int place) => OfMember(members[place], place, groups, baseline.Value, stepWeight);
    }

    private static void Check(IReadOnlyList<BranchMember> members, int place)
    {
        var member = members[place];
        if (member.Reward is { } reward && !double.IsFinite(reward))
        {
            throw GrpoErrors.RewardNotFinite(place, reward);
        }

        if (member.Parent is not { } parent)
        {
            return;
        }

        var problem = parent < 0 || parent >= place ? "its parent must come before it"
            : member.BranchTurn < 0 || member.BranchTurn > members[parent].NumTurns ? "it must branch at a turn of its parent"
            : members[parent].Parent is not null && member.BranchTurn <= members[parent].BranchTurn
                ? "its parent has that turn from another rollout: branch it from that one"
            : member.NumTurns < member.BranchTurn ? "it must have the turns before its branching"
            : null;
        if (problem is not null)
        {
            throw GrpoErrors.Branch(place, problem);
        }
    }

    private static BranchGroup Group(IReadOnlyList<BranchMember> members, int parent, int turn, ImmutableArray<int> places) =>
        new(parent, turn, places, Mean(places.Select(place => members[place])));

    private static double? Mean(IEnumerable<BranchMember> members)
    {
        double[] rewards = [.. members.Where(member => member.Reward is not null).Select(member => member.Reward!.Value)];
        return rewards.Length == 0 ? null
            : rewards.AsSpan().ContainsAnyExcept(rewards[0]) ? SampleStatistics.Of(rewards).Mean
            : rewards[0];
    }

    private static IEnumerable<BranchPiece> OfMember(
        BranchMember member, int place, ImmutableArray<BranchGroup> groups, double baseline, double stepWeight)
    {
        if (member.Reward is not { } reward)
        {
            yield break;
        }

        int? group = member.Parent is { } parent ? Find(groups, parent, member.BranchTurn) : null;
        var from = member.BranchTurn + 1;
        for (var next = 0; next <= groups.Length; next++)
        {
            if (next < groups.Length && groups[next].Parent != place)
            {
                continue;
            }

            var to = next < groups.Length ? groups[next].Turn : member.NumTurns;
            if (from <= to)
            {
                var step = group is { } one ? reward - groups[one].Baseline!.Value : 0;
                yield return new BranchPiece(
                    place, from, to, group, reward - baseline, step, reward - baseline + (stepWeight * step));
                from = to + 1;
            }

            group = next;
        }
    }

    private static int Find(ImmutableArray<BranchGroup> groups, int parent, int turn)
    {
        var place = 0;
        while (groups[place].Parent != parent || groups[place].Turn != turn)
        {
            place++;
        }

        return place;
    }
}
