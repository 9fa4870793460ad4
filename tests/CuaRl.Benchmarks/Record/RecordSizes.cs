namespace CuaRl.Benchmarks.Record;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often subject and raw counterpart take turns.</param>
/// <param name="PictureTurns">Turns with a screenshot of each rollout in a round.</param>
/// <param name="TextTurns">Turns of text alone of each rollout in a round.</param>
/// <param name="Episodes">Rollouts from create to completed in a round.</param>
/// <param name="Listed">Rollouts of the training that is listed.</param>
/// <param name="Detailed">Rollouts of the training that is described.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Calls">Reading calls of a kind in a round.</param>
internal sealed record RecordSizes(
    int Rounds, int PictureTurns, int TextTurns, int Episodes, int Listed, int Detailed, int Steps, int Calls)
{
    /// <summary>Rollouts that take turns at once.</summary>
    public const int Rollouts = 256;

    /// <summary>Rollouts from create to completed at once.</summary>
    public const int Concurrent = 1_000;

    public static RecordSizes Full { get; } = new(5, 16, 100, 4_000, 100_000, 10_000, 200, 20);

    public static RecordSizes Quick { get; } = new(1, 1, 2, 16, 400, 200, 4, 2);
}
