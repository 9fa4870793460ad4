namespace CuaRl.Benchmarks.Loop;

/// <summary>How much is measured.</summary>
/// <param name="Steps">Steps of a training, after one that counts nothing.</param>
/// <param name="Concurrent">Rollouts at once.</param>
/// <param name="GroupSize">Rollouts of a group where there are many at once; a step has a group of each task.</param>
/// <param name="CloneUpTo">The success that the policy begins with.</param>
internal sealed record LoopSizes(int Steps, int Concurrent, int GroupSize, double CloneUpTo)
{
    public static LoopSizes Full { get; } = new(5, 256, 48, 0.3);

    public static LoopSizes Quick { get; } = new(1, 8, 2, 0.01);
}
