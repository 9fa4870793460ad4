using System.Collections.Frozen;

namespace CuaRl.Core.Status;

/// <summary>Which status may follow which, as a table. A status that nothing follows is final.</summary>
public sealed class StatusMachine<TStatus>
    where TStatus : struct, Enum
{
    private readonly FrozenSet<(TStatus From, TStatus To)> _transitions;

    /// <summary>Makes the machine from all transitions there are.</summary>
    public StatusMachine(params ReadOnlySpan<(TStatus From, TStatus To)> transitions) =>
        _transitions = transitions.ToArray().ToFrozenSet();

    /// <summary>Whether a status may become another. Staying is no transition.</summary>
    public bool Allows(TStatus from, TStatus to) => _transitions.Contains((from, to));

    /// <summary>Whether nothing follows a status.</summary>
    public bool IsFinal(TStatus status)
    {
        foreach (var (from, _) in _transitions)
        {
            if (EqualityComparer<TStatus>.Default.Equals(from, status))
            {
                return false;
            }
        }

        return true;
    }
}
