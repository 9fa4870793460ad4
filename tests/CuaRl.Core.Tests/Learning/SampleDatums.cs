using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tests.Policies;

namespace CuaRl.Core.Tests.Learning;

internal static class SampleDatums
{
    public static PolicyShape Shape { get; } = new(SampleDecisions.Bits);

    /// <summary>Rollouts of a policy on random decisions, two turns each, with advantages of both signs.</summary>
    public static List<TrainingDatum> Of(SoftmaxPolicy policy, ulong seed, double temperature = 1, int rollouts = 6, int masked = -1)
    {
        var random = new SeededGenerator(seed);
        return DatumAssembly.Assemble(
            [
                .. Enumerable.Range(0, rollouts).Select(member => new Trajectory(0, member, new[]
                {
                    Turn(policy, random, temperature, member == masked), Turn(policy, random, temperature, member == masked),
                })),
            ],
            new PictureTable());
    }

    private static TrajectoryTurn Turn(SoftmaxPolicy policy, SeededGenerator random, double temperature, bool isMasked)
    {
        var decision = SampleDecisions.Random(random.NextBits());
        var choice = policy.Sample(decision, temperature, random.NextUnit());
        return new TrajectoryTurn
        {
            Observation = decision.Tokens,
            Action = new[] { choice.Index },
            LogProbabilities = new[] { (float)choice.LogProbability },
            Advantage = random.NextUniform(-1, 1),
            IsMasked = isMasked,
        };
    }
}
