using CuaRl.Core.Simulations;

namespace CuaRl.Silo.Http.States;

/// <summary>
/// The states of a history between two steps, read page by page, the next page while the one before is being sent. What
/// is not there any more on the way is an error, never a shorter sequence.
/// </summary>
internal sealed class StateSequence
{
    private readonly Func<StateQuery, Task<StatePage>> _read;
    private readonly long _to;
    private Task<StatePage>? _next;

    private StateSequence(Func<StateQuery, Task<StatePage>> read, long from, long to)
    {
        _read = read;
        _to = to;
        _next = Ask(from);
    }

    /// <summary>The history of a run, inherited states included, up to where the run stands.</summary>
    public static Task<StateSequence> OfRunAsync(
        IRunGrain run, RunInfo info, long from, CancellationToken cancellationToken) =>
        OpenAsync(query => run.GetStates(query, cancellationToken), Math.Max(from, info.Definition.OriginStep), info.Head);

    /// <summary>The history of a state, from its root to itself.</summary>
    public static Task<StateSequence> OfStateAsync(
        IStateTreeGrain tree, StateId state, long from, CancellationToken cancellationToken) =>
        OpenAsync(query => tree.LineageStates(state, query, cancellationToken), from, state.Step);

    /// <summary>The states of pieces that follow each other in one history.</summary>
    public static Task<StateSequence> OfPiecesAsync(
        IStateTreeGrain tree, IReadOnlyList<LineagePiece> pieces, CancellationToken cancellationToken) => pieces is []
        ? OpenAsync(_ => throw new InvalidOperationException("Nothing to read."), 0, -1)
        : OfStateAsync(tree, new StateId(pieces[^1].RunId, pieces[^1].To), pieces[0].From, cancellationToken);

    public async IAsyncEnumerable<StoredState> ReadAsync()
    {
        while (_next is not null)
        {
            var page = await _next;
            if (page.Items.IsEmpty)
            {
                throw new InvalidOperationException($"The history ends before step {_to}.");
            }

            _next = Ask(page.Items[^1].Id.Step + 1);
            foreach (var state in page.Items)
            {
                yield return state;
            }
        }
    }

    /// <summary>Reads the first page at once, so that most errors come before anything is sent.</summary>
    private static async Task<StateSequence> OpenAsync(Func<StateQuery, Task<StatePage>> read, long from, long to)
    {
        var sequence = new StateSequence(read, from, to);
        if (sequence._next is not null)
        {
            await sequence._next;
        }

        return sequence;
    }

    private Task<StatePage>? Ask(long from) => from > _to
        ? null
        : _read(new StateQuery { From = from, Limit = (int)Math.Min(SimulationRules.MaxPage, _to - from + 1) });
}
