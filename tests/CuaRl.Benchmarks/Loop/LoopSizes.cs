namespace CuaRl.Benchmarks.Loop;

/// <summary>How much is measured.</summary>
/// <param name="Warmup">Steps whose turns a second count nothing: the runtime compiles what they run.</param>
/// <param name="Steps">Steps that are measured.</param>
/// <param name="Concurrent">Rollouts at once.</param>
/// <param name="GroupSize">Rollouts of a group where there are many at once; a step has a group of each task.</param>
/// <param name="CloneUpTo">The success that the policy begins with.</param>
internal sealed record LoopSizes(int Warmup, int Steps, int Concurrent, int GroupSize, double CloneUpTo)
{
    public static LoopSizes Full { get; } = new(20, 10, 256, 48, 0.3);

    public static LoopSizes Quick { get; } = new(1, 1, 8, 2, 0.01);
}
