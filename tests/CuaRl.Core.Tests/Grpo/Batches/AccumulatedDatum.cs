using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Tests.Grpo.Batches;

/// <summary>A datum as tinker-cookbook makes it: by an accumulator, position by position.</summary>
internal sealed class AccumulatedDatum(PictureTable pictures)
{
    private readonly List<int> _elements = [];
    private readonly List<(int Token, double LogProbability, double Advantage, bool IsSet)> _positions = [];

    public int[] Targets => [.. _positions[1..].Select(position => position.Token)];

    public double[] LogProbabilities => [.. _positions[1..].Select(position => position.LogProbability)];

    public double[] Advantages => [.. _positions[1..].Select(position => position.Advantage)];

    public int[] Mask => [.. _positions[1..].Select(position => position.IsSet ? 1 : 0)];

    public static List<AccumulatedDatum> All(Trajectory trajectory, PictureTable pictures)
    {
        var all = new List<AccumulatedDatum>();
        foreach (var turn in trajectory.Turns.ToArray())
        {
            var observation = turn.Observation.ToArray();
            if (all.Count == 0 || !observation.Take(all[^1]._elements.Count).SequenceEqual(all[^1]._elements))
            {
                all.Add(new AccumulatedDatum(pictures));
            }

            all[^1].Add(observation[all[^1]._elements.Count..], turn);
        }

        return all;
    }

    private void Add(int[] delta, TrajectoryTurn turn)
    {
        foreach (var element in delta)
        {
            var size = element < 0 ? pictures[element].ExpectedTokens : 1;
            _positions.AddRange(Enumerable.Repeat((Math.Max(element, 0), 0.0, 0.0, false), size));
        }

        for (var i = 0; i < turn.Action.Length; i++)
        {
            _positions.Add((
                turn.Action.Span[i], turn.LogProbabilities.Span[i], turn.IsMasked ? 0 : turn.Advantage, !turn.IsMasked));
        }

        _elements.AddRange(delta);
        _elements.AddRange(turn.Action.Span);
    }
}
