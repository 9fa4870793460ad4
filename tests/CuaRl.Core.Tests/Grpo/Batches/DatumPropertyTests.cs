using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Grpo.Batches;

public sealed class DatumPropertyTests
{
    [Fact]
    public void Assemble_OfRandomTrajectories_IsWhatAnAccumulatorMakes()
    {
        var random = new SeededGenerator(11);
        var merged = 0;
        for (var round = 0; round < 300; round++)
        {
            var pictures = new PictureTable();
            var trajectory = new Trajectory(0, round, Draw(random, pictures));
            var expected = AccumulatedDatum.All(trajectory, pictures);

            var datums = DatumAssembly.Assemble([trajectory], pictures);

            Assert.Equal(expected.Count, datums.Count);
            Assert.Equal(Enumerable.Range(0, trajectory.Turns.Length), datums.SelectMany(datum => datum.Actions.Select(action => action.Turn)));
            merged += trajectory.Turns.Length - datums.Count;
            foreach (var (datum, one) in datums.Zip(expected))
            {
                Assert.Equal(one.Targets, Turns.Targets(datum, pictures));
                Assert.Equal(one.LogProbabilities, Turns.LogProbabilities(datum));
                Assert.Equal(one.Advantages, Turns.Advantages(datum));
                Assert.Equal(one.Mask, Turns.Mask(datum));
                Assert.Equal(one.Mask.Sum(), datum.ActionTokens);
            }
        }

        Assert.InRange(merged, 300, 1_500);
    }

    private static TrajectoryTurn[] Draw(SeededGenerator random, PictureTable pictures)
    {
        var turns = new List<TrajectoryTurn>();
        List<int> shown = [];
        var count = 1 + random.NextIndex(6);
        for (var turn = 0; turn < count; turn++)
        {
            if (random.NextIndex(4) == 0)
            {
                shown.Clear();
            }

            for (var i = 1 + random.NextIndex(4); i > 0; i--)
            {
                shown.Add(random.NextIndex(3) == 0
                    ? pictures.CodeOf(new PictureChunk($"{random.NextIndex(3)}", "png", 1 + random.NextIndex(3)))
                    : random.NextIndex(3));
            }

            int[] action = [.. Enumerable.Range(0, 1 + random.NextIndex(3)).Select(_ => random.NextIndex(3))];
            turns.Add(new TrajectoryTurn
            {
                Observation = shown.ToArray(),
                Action = action,
                LogProbabilities = action.Select(_ => (float)-random.NextUnit()).ToArray(),
                Advantage = random.NextUniform(-1, 1),
                IsMasked = random.NextIndex(5) == 0,
            });
            shown.AddRange(action);
        }

        return [.. turns];
    }
}
