namespace CuaRl.Grains.Ports;

/// <summary>The turns of a group's rollouts.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Declared">How many rollouts it was made for.</param>
/// <param name="Rollouts">How many there are.</param>
/// <param name="Completed">How many were completed.</param>
/// <param name="Turns">The turns done, each rollout's at most its limit.</param>
/// <param name="Expected">The turns expected: those done of a rollout that ended with at least one, else its limit.</param>
/// <param name="Limit">How many turns one rollout may take.</param>
/// <param name="TimedSeconds">How long the completed rollouts took together, in seconds.</param>
/// <param name="TimedTurns">How many turns those took.</param>
public sealed record GroupTally(
    Guid BatchId,
    Guid GroupId,
    int Declared,
    int Rollouts,
    int Completed,
    long Turns,
    long Expected,
    int Limit,
    double TimedSeconds,
    long TimedTurns);
