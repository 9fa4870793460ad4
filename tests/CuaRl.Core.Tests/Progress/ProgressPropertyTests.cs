using CuaRl.Core.Progress;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Progress;

/// <summary>A training played from its start to its end, turn by turn, in random order.</summary>
public sealed class ProgressPropertyTests
{
    private const int Steps = 3;
    private static readonly BatchPlan Step = new(2, 3, 12);
    private static readonly TrainingPlan Plan = new(Steps, 0, Step, default);

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 40));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Percent_FromStartToEnd_OnlyGrowsFromZeroToHundred(int seed)
    {
        var random = new SeededGenerator((ulong)seed);
        var steps = new List<List<List<RolloutTurns>>>();
        var (training, step, group) = (0.0, 0.0, 0.0);
        while (Play(steps, random) is var (played, at))
        {
            step = at.IsNewStep ? 0 : step;
            group = at.IsNewGroup ? 0 : group;
            training = Grown(training, Training(steps).Percent);
            step = Grown(step, Batch(played).Percent);
            group = Grown(group, Group(played[^1]).Turns.Percent);
        }

        Assert.Equal(100, training);
        Assert.All(steps, played => Assert.Equal(100, Batch(played).Percent));
    }

    private static double Grown(double before, double now)
    {
        Assert.InRange(now, before, 100);
        return now;
    }

    /// <summary>One turn of the last group's rollouts, or the next rollout, group or step; null at the end.</summary>
    private static (List<List<RolloutTurns>> Step, (bool IsNewStep, bool IsNewGroup) At)? Play(
        List<List<List<RolloutTurns>>> steps, SeededGenerator random)
    {
        var (isNewStep, isNewGroup) = (false, false);
        if (steps.Count == 0 || (IsOver(steps[^1][^1]) && steps[^1].Count == Step.Groups))
        {
            if (steps.Count == Steps)
            {
                return null;
            }

            steps.Add([[]]);
            (isNewStep, isNewGroup) = (true, true);
        }
        else if (IsOver(steps[^1][^1]))
        {
            steps[^1].Add([]);
            isNewGroup = true;
        }

        Move(steps[^1][^1], random);
        return (steps[^1], (isNewStep, isNewGroup));
    }

    private static bool IsOver(List<RolloutTurns> group) =>
        group.Count == Step.RolloutsPerGroup && group.TrueForAll(rollout => rollout.IsFinished);

    private static void Move(List<RolloutTurns> group, SeededGenerator random)
    {
        var open = Enumerable.Range(0, group.Count).Where(i => !group[i].IsFinished).ToArray();
        if (group.Count < Step.RolloutsPerGroup && (open.Length == 0 || random.NextIndex(3) == 0))
        {
            group.Add(new RolloutTurns(RolloutStage.Waiting, 4 + random.NextIndex(9)));
            return;
        }

        var moved = open[random.NextIndex(open.Length)];
        var turn = (group[moved].CurrentTurn ?? 0) + 1;
        var ends = turn == group[moved].Limit || random.NextIndex(5) == 0;
        group[moved] = group[moved] with
        {
            Stage = !ends ? RolloutStage.Running
                : moved == 0 || random.NextIndex(2) == 0 ? RolloutStage.Completed
                : RolloutStage.Failed,
            CurrentTurn = turn,
            NumTurns = ends ? turn : null,
        };
    }

    private static GroupProgress Group(List<RolloutTurns> rollouts) =>
        new(PlayedSums.Of(rollouts), Step.RolloutsPerGroup, Step.TurnLimit);

    private static TurnTally Batch(List<List<RolloutTurns>> groups) => BatchProgress.OfStep(Step, [.. groups.Select(Group)]);

    private static TurnTally Training(List<List<List<RolloutTurns>>> steps) => Plan.Turns(
        default,
        steps.Aggregate(default(TurnTally), (sum, step) => sum + Batch(step)),
        steps.Count,
        default,
        0);
}
