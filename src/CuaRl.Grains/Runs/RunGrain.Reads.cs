using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CuaRl.Core.Runs;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Runs;

internal sealed partial class RunGrain
{
    private const int StreamPage = 256;

    async Task<StatePage> IRunGrain.GetStates(StateQuery query, CancellationToken cancellationToken)
    {
        RunChecks.Check(query);
        var run = Known();
        return await PageAsync(run, query.From, (await HeadAsync()).Step, query.Limit, cancellationToken);
    }

    /// <summary>Turns of an enumeration interleave with everything: it keeps to the head that it began with and to what never changes.</summary>
    async IAsyncEnumerable<StoredState> IRunGrain.StreamStates(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rule.Keep("from", RunRules.Step(from));
        var run = Known();
        var head = (await HeadAsync()).Step;
        for (long? next = from; next is { } step;)
        {
            var page = await PageAsync(run, step, head, StreamPage, cancellationToken);
            foreach (var state in page.Items)
            {
                yield return state;
            }

            next = page.Next;
        }
    }

    private async Task<StatePage> PageAsync(RunState run, long from, long head, int limit, CancellationToken cancellationToken)
    {
        from = Math.Max(from, run.OriginStep);
        if (from > head)
        {
            return StatePages.Empty;
        }

        var pieces = await PiecesAsync(run, from, Math.Min(head, from + limit - 1));
        return await journal.ReadAsync(pieces, head, limit, cancellationToken);
    }

    /// <summary>The run's own states are known here, inherited ones to the tree.</summary>
    private async ValueTask<ImmutableArray<LineagePiece>> PiecesAsync(RunState run, long from, long to)
    {
        var inherited = ImmutableArray<LineagePiece>.Empty;
        if (run.StartsAfter is { } start && from <= start.Step)
        {
            inherited = await Tree(run).Lineage(start, from, Math.Min(to, start.Step));
        }

        return to > run.BranchStep
            ? inherited.Add(new LineagePiece(run.Id, Math.Max(from, run.BranchStep + 1), to))
            : inherited;
    }
}
