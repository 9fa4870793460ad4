using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next; infinite means a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Off by default: a tick is then treated like a grain call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as activity that keeps the activation. Off by default.</summary>
    public bool KeepAlive { get; init; }
}
