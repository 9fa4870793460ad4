namespace CuaRl.Benchmarks.Store;

/// <summary>How much is measured.</summary>
internal sealed record StoreSizes(
    int Rounds, int BatchTransactions, int SinglesPerRun, TimeSpan HalfLoad, int LargeStates)
{
    public const int Runs = 64;
    public const int Batch = 32;

    public static StoreSizes Full { get; } = new(5, 40, 300, TimeSpan.FromSeconds(4), 800);

    public static StoreSizes Quick { get; } = new(1, 1, 2, TimeSpan.FromSeconds(0.2), 16);

    /// <summary>States in a round of batch appends, and rows in a round of raw ones.</summary>
    public int BatchStates => BatchTransactions * Service.RawStates.Transaction;
}
