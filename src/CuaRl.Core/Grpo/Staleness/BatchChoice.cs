using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Staleness;

/// <summary>Which groups the next step trains on. Each list holds places among the groups that were given, oldest first.</summary>
/// <param name="Batch">Those to train on now; empty when the step must wait.</param>
/// <param name="WaitingFor">When it must wait: the rollouts of these groups are under way, oldest first.</param>
/// <param name="Stale">
/// Those that are beyond the bound already, which happens only when it was lowered: they are to be counted and started anew.
/// </param>
public sealed record BatchChoice(ImmutableArray<int> Batch, ImmutableArray<int> WaitingFor, ImmutableArray<int> Stale)
{
    /// <summary>The step can be taken.</summary>
    public bool IsReady => !Batch.IsEmpty;
}
