using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Statistics;

namespace CuaRl.Benchmarks.Grpo;

/// <summary>The rollouts of a step: groups of 8, 20 turns each, of a picture, 99 tokens of text and 20 that were sampled.</summary>
internal sealed class SampledStep
{
    private const int GroupSize = 8;
    private const int PerRollout = 20;
    private const int Shown = 100;
    private const int Sampled = 20;
    private const int PictureTokens = 256;

    private static readonly LossOptions Loss = new() { Aggregation = LossAggregation.TokenMean };

    private readonly PictureTable _pictures = new();
    private readonly TrajectoryTurn[][] _turns;

    private SampledStep(int turns, bool isGrowing)
    {
        var code = _pictures.CodeOf(new PictureChunk(new string('0', 64), "png", PictureTokens));
        _turns = [.. Enumerable.Range(0, turns / PerRollout).Select(rollout => Rollout(rollout, code, isGrowing))];
    }

    /// <summary>Every turn shows the whole episode up to it, so that a rollout is one datum.</summary>
    public static SampledStep Growing(int turns) => new(turns, isGrowing: true);

    /// <summary>Every turn shows its own screen only, so that each is a datum.</summary>
    public static SampledStep Apart(int turns) => new(turns, isGrowing: false);

    /// <summary>From rewards to weighted datums in two optimizer steps.</summary>
    public IReadOnlyList<TrainingDatum> Assemble()
    {
        var trajectories = new Trajectory[_turns.Length];
        for (var group = 0; group * GroupSize < trajectories.Length; group++)
        {
            var first = group * GroupSize;
            var size = Math.Min(GroupSize, trajectories.Length - first);
            var results = Enumerable.Range(0, size).Select(member => new RolloutResult(member % 3 == 0 ? 1 : 0, member % 3 == 0)).ToArray();
            var advantages = AdvantageRules.OfGroup(AdvantageRule.Center, results);
            for (var member = 0; member < size; member++)
            {
                var turns = _turns[first + member];
                foreach (ref var turn in turns.AsSpan())
                {
                    turn = turn with { Advantage = advantages[member]!.Value };
                }

                trajectories[first + member] = new Trajectory(group, member, turns);
            }
        }

        var datums = DatumAssembly.Assemble(trajectories, _pictures);
        foreach (var substep in Substeps.Split(datums.Count, 2))
        {
            LossWeights.Of(Loss, datums[substep]);
        }

        return datums;
    }

    private static TrajectoryTurn[] Rollout(int rollout, int picture, bool isGrowing)
    {
        var tokens = Enumerable.Range(rollout, PerRollout * (Shown + Sampled)).ToArray();
        var turns = new TrajectoryTurn[PerRollout];
        for (var turn = 0; turn < turns.Length; turn++)
        {
            var start = turn * (Shown + Sampled);
            tokens[start] = picture;
            turns[turn] = new TrajectoryTurn
            {
                Observation = tokens.AsMemory(isGrowing ? ..(start + Shown) : start..(start + Shown)),
                Action = tokens.AsMemory(start + Shown, Sampled),
                LogProbabilities = new float[Sampled],
            };
        }

        return turns;
    }
}
