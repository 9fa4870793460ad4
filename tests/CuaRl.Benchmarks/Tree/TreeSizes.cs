namespace CuaRl.Benchmarks.Tree;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often subject and raw counterpart take turns.</param>
/// <param name="States">States of the first shape, one run.</param>
/// <param name="Runs">Runs of the second shape, each branching from the one before.</param>
/// <param name="StatesPerRun">Own states of each of those.</param>
/// <param name="Calls">Writing calls of a kind in a round; of the quick ones more are made.</param>
/// <param name="LoadedRuns">Runs of the tree that is loaded from the database.</param>
internal sealed record TreeSizes(int Rounds, int States, int Runs, int StatesPerRun, int Calls, int LoadedRuns)
{
    public static TreeSizes Full { get; } = new(5, 1_000_000, 10_000, 100, 40, 100_000);

    public static TreeSizes Quick { get; } = new(1, 2_000, 20, 100, 3, 200);
}
