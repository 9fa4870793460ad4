namespace CuaRl.Grains.Ports;

/// <summary>What became of an append.</summary>
/// <param name="Verdict">Whether it is stored, and why not.</param>
/// <param name="Head">The last step of the append when it is stored (then or before), else the run's present head.</param>
/// <param name="CreatedAt">When the append was asked for first, if it is stored.</param>
/// <param name="Status">The run's status when it takes no states.</param>
/// <param name="MissingBlob">The blob that is not stored.</param>
public readonly record struct AppendOutcome(
    AppendVerdict Verdict,
    long Head = 0,
    DateTimeOffset CreatedAt = default,
    RunStatus Status = default,
    string? MissingBlob = null);
