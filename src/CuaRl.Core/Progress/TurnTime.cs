namespace CuaRl.Core.Progress;

/// <summary>How long a turn takes, in seconds, from the times recorded; null where none is.</summary>
public static class TurnTime
{
    /// <summary>The time of a turn while none is recorded, in seconds.</summary>
    public const double Fallback = 30;

    /// <summary>Of a group: the time of its completed rollouts by their turns.</summary>
    public static double? OfGroup(in GroupSums sums) => sums.NumTurns > 0 ? sums.RolloutTime / sums.NumTurns : null;

    /// <summary>Of a batch, from its groups; of a training, from its batches. Parts without a time do not count.</summary>
    public static double? Mean(params IEnumerable<double?> parts) => parts.Average();
}
