namespace CuaRl.Benchmarks.Policy;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each rate is measured, after a round that counts nothing.</param>
/// <param name="Actions">Actions that are sampled in a round.</param>
/// <param name="Gradients">Gradients in a round.</param>
/// <param name="Trainings">Trainings, each from another seed.</param>
/// <param name="CloneUpTo">The success that each is cloned up to.</param>
/// <param name="Turns">The turns of GRPO of each.</param>
/// <param name="Episodes">Episodes of a task in an evaluation.</param>
internal sealed record PolicySizes(int Rounds, int Actions, int Gradients, int Trainings, double CloneUpTo, int Turns, int Episodes)
{
    public static PolicySizes Full { get; } = new(5, 40_000, 100_000, 3, 0.3, 300_000, 20);

    public static PolicySizes Quick { get; } = new(1, 500, 500, 1, 0.01, 500, 1);
}
