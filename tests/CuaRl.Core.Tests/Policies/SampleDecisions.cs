using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Policies;

internal static class SampleDecisions
{
    public const int Bits = 10;

    /// <summary>The decisions of a demonstration.</summary>
    public static Demonstration Demonstrated(string taskId, ulong seed = 1) =>
        Demonstration.Play(DemoTasks.Find(taskId)!, seed, new DecisionBuilder(PhoneScreen.Size))!;

    /// <summary>A small decision of random features, some of them twice.</summary>
    public static Decision Random(ulong seed, int candidates = 5, int features = 7)
    {
        var random = new SeededGenerator(seed);
        return new Decision(
            [.. Enumerable.Range(0, candidates * features).Select(_ => random.NextIndex(1 << Bits))],
            [.. Enumerable.Range(1, candidates).Select(i => i * features)]);
    }

    /// <summary>A policy that has learnt something, if only noise.</summary>
    public static SoftmaxPolicy Trained(PolicyShape shape, ulong seed = 3, int steps = 20)
    {
        var policy = SoftmaxPolicy.Create(shape, seed);
        var (gradient, optimizer) = (new PolicyGradient(shape), new AdamOptimizer(shape));
        Train(policy, gradient, optimizer, seed, steps);
        return policy;
    }

    public static void Train(SoftmaxPolicy policy, PolicyGradient gradient, AdamOptimizer optimizer, ulong seed, int steps)
    {
        var random = new SeededGenerator(seed);
        for (var i = 0; i < steps; i++)
        {
            gradient.Clear();
            var decision = Random(random.NextBits());
            gradient.Add(policy, decision, random.NextIndex(decision.Count), random.NextUniform(-1, 1), 1);
            optimizer.Step(policy, gradient, new AdamSettings { LearningRate = 0.05 });
        }
    }

    public static IEnumerable<int> Bitwise(SoftmaxPolicy policy) => policy.Weights.Select(BitConverter.SingleToInt32Bits);

    public static Phone Phone(string taskId, ulong seed = 1) => Core.Phones.Phone.Start(seed, PhoneTask.Of(DemoTasks.Find(taskId)!));
}
