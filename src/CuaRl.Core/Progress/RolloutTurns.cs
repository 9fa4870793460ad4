namespace CuaRl.Core.Progress;

/// <summary>What progress needs to know of one rollout.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="Limit">The turns it may take, of <see cref="LimitOf"/>.</param>
/// <param name="CurrentTurn">The turn it is in; null before the first.</param>
/// <param name="NumTurns">The turns it took; null until it has ended.</param>
/// <param name="RolloutTime">The time it took, in seconds; null until it has ended.</param>
public readonly record struct RolloutTurns(
    RolloutStage Stage, int Limit, int? CurrentTurn = null, int? NumTurns = null, double? RolloutTime = null)
{
    /// <summary>The turns allowed where neither training nor task sets them.</summary>
    public const int DefaultLimit = 20;

    /// <summary>No more turns will follow.</summary>
    public bool IsFinished => Stage is RolloutStage.Completed or RolloutStage.Failed or RolloutStage.Cancelled;

    /// <summary>
    /// Its turns: those taken of those allowed, or, once it has ended after at least one, of those taken, so that an early end
    /// counts in full.
    /// </summary>
    public TurnTally Tally
    {
        get
        {
            var taken = (IsFinished ? NumTurns ?? CurrentTurn : CurrentTurn) ?? 0;
            var completed = Math.Clamp(taken, 0, Math.Max(0, Limit));
            return new TurnTally(completed, IsFinished && completed > 0 ? completed : Math.Max(0, Limit));
        }
    }

    /// <summary>The limit that applies: the smaller of the two; one that is missing or not positive does not limit.</summary>
    /// <param name="maxTurns">The training's.</param>
    /// <param name="taskMaxSteps">The task's.</param>
    public static int LimitOf(int? maxTurns, int? taskMaxSteps) => (maxTurns, taskMaxSteps) switch
    {
        ( > 0, > 0) => Math.Min(maxTurns.Value, taskMaxSteps.Value),
        ( > 0, _) => maxTurns.Value,
        (_, > 0) => taskMaxSteps.Value,
        _ => DefaultLimit,
    };
}
