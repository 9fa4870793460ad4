namespace CuaRl.Core.Progress;

/// <summary>Turns taken out of the turns that count. Tallies add up, from rollouts to a whole training.</summary>
/// <param name="Completed">Turns taken.</param>
/// <param name="Effective">Turns there will be, as far as known: those taken where a rollout has ended, else those allowed.</param>
public readonly record struct TurnTally(long Completed, long Effective)
{
    /// <summary>From 0 to 100; 0 when no turn counts.</summary>
    public double Percent => Effective > 0 ? (double)Completed / Effective * 100 : 0;

    public static TurnTally operator +(TurnTally one, TurnTally other) => Add(one, other);

    public static TurnTally Add(TurnTally one, TurnTally other) =>
        new(one.Completed + other.Completed, one.Effective + other.Effective);

    /// <summary>With turns of rollouts that do not exist yet; a negative number of them is none.</summary>
    public TurnTally WithMissing(long rollouts, int turnsEach) => this with { Effective = Effective + Math.Max(0, rollouts) * turnsEach };
}
