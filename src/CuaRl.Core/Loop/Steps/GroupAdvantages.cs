using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.StepGroups;

namespace CuaRl.Core.Loop.Steps;

/// <summary>The advantages of a group: of whole rollouts and, where turns are compared with each other too, of those.</summary>
internal static class GroupAdvantages
{
    public static StepGroup Of(GroupOutcome group, StepRules rules, string? leftOut) =>
        leftOut is not null ? Whole(group, leftOut, new double?[group.Members.Length])
        : rules.HasSiblings ? Branched(group, rules.BranchWeight)
        : rules.Gigpo is { } gigpo ? Compared(group, gigpo)
        : Whole(group, null, AdvantageRules.OfGroup(rules.Advantage, [.. group.Members.Select(member => member.Result)]));

    private static StepGroup Whole(GroupOutcome group, string? leftOut, double?[] advantages) => new(
        group.Group, group.TaskId, leftOut, [.. group.Members.Select((member, i) => Member(member, i, advantages[i]))]);

    private static StepMember Member(MemberOutcome member, int place, double? advantage) => new(
        place, member.RolloutId, member.Attempt, RewardOf(member), advantage)
    {
        Parent = member.Branch?.Member,
        BranchTurn = member.Branch?.Turn,
    };

    private static double? RewardOf(MemberOutcome member) => member.Result.IsCounted ? member.Result.Reward : null;

    private static StepGroup Branched(GroupOutcome group, double weight)
    {
        var tree = BranchAdvantages.Of(
            [
                .. group.Members.Select(member => new BranchMember(
                    RewardOf(member), member.Result.NumTurns, member.Branch?.Member, member.Branch?.Turn ?? 0)),
            ],
            weight);
        var pieces = tree.Pieces.ToLookup(piece => piece.Member);
        return WithTurns(
            Whole(group, null, [.. group.Members.Select((_, i) => pieces[i].Select(piece => (double?)piece.Episode).FirstOrDefault())]) with
            {
                Baseline = tree.Baseline,
                StepGroups =
                [
                    .. tree.StepGroups.Select(one => new TurnGroup
                    {
                        Parent = one.Parent, Turn = one.Turn, Members = one.Members, Baseline = one.Baseline,
                    }),
                ],
            },
            place => pieces[place].Select(
                piece => new StepTurns(piece.FromTurn, piece.ToTurn, piece.StepGroup, piece.Step, piece.Total)));
    }

    /// <summary>The reward comes with the last turn.</summary>
    private static StepGroup Compared(GroupOutcome group, GigpoOptions options)
    {
        int[] counted = [.. Enumerable.Range(0, group.Members.Length).Where(i => group.Members[i].Result.IsCounted)];
        GigpoStep[] steps =
        [
            .. counted.SelectMany((place, i) => group.Members[place].Screens.Select((screen, turn) => new GigpoStep(
                i, screen, turn == group.Members[place].Screens.Length - 1 ? group.Members[place].Result.Reward!.Value : 0))),
        ];
        var values = Gigpo.Of(options, [.. counted.Select(place => group.Members[place].Result.Reward!.Value)], steps);
        var rows = Enumerable.Range(0, steps.Length).ToLookup(row => counted[steps[row].Rollout]);
        return WithTurns(
            Whole(group, null, [.. group.Members.Select((_, i) => rows[i].Any() ? values.Episode[rows[i].First()] : (double?)null)]) with
            {
                StepGroups = [.. values.Shared.Select(screen => new TurnGroup { Observation = screen })],
            },
            place => Merged(rows[place].Select((row, turn) => new StepTurns(
                turn + 1, turn + 1, values.StepGroups[row], values.Step[row], values.Total[row]))));
    }

    private static StepGroup WithTurns(StepGroup group, Func<int, IEnumerable<StepTurns>> turns) => group with
    {
        Members = [.. group.Members.Select(member => member with { Turns = [.. turns(member.Member)] })],
    };

    /// <summary>What follows each other and is the same is written once.</summary>
    private static IEnumerable<StepTurns> Merged(IEnumerable<StepTurns> turns)
    {
        StepTurns? open = null;
        foreach (var turn in turns)
        {
            if (open is not null && open with { From = turn.From, To = turn.To } != turn)
            {
                yield return open;
                open = null;
            }

            open = open is null ? turn : open with { To = turn.To };
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
