using System.Collections.Immutable;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Runs;

/// <summary>How pages of states are read.</summary>
internal static class StatePages
{
    public static StatePage Empty { get; } = new() { Items = [] };

    /// <summary>Reads the states of pieces as a page of a history that ends at a step.</summary>
    public static async Task<StatePage> ReadAsync(
        this IRunJournal journal, ImmutableArray<LineagePiece> pieces, long end, int limit, CancellationToken cancellationToken)
    {
        var states = await journal.ReadAsync(pieces, limit, cancellationToken);
        if (states.Count == 0)
        {
            throw new InvalidOperationException($"The journal holds none of the states from {pieces[0]} on.");
        }

        var last = states[^1].Id.Step;
        return new StatePage { Items = [.. states], Next = last < end ? last + 1 : null };
    }
}
