namespace CuaRl.Core.Pictures;

/// <summary>A run in its place.</summary>
/// <param name="Run">The run.</param>
/// <param name="Row">Its row, counted from 0 at the top.</param>
/// <param name="OwnerRow">The row of the run it hangs on; null for a root.</param>
/// <param name="Below">How many runs hang on it, directly or not.</param>
internal sealed record RunLane(PicturedRun Run, int Row, int? OwnerRow, int Below)
{
    /// <summary>The step at which its line begins.</summary>
    public long Start => Run.StartStep ?? 0;

    /// <summary>The step at which its line ends.</summary>
    public long End => Math.Max(Run.Head, Start);
}
