using Xunit;

namespace CuaRl.TestKit.Trees;

/// <summary>Everything that can be asked of a tree, held against a <see cref="NaiveTree"/>.</summary>
public sealed class TreeQuestions(IGrainFactory grains, IStateTreeGrain tree, NaiveTree naive)
{
    private const int Pairs = 40;

    /// <summary>Asks about every run, and about random states and pairs.</summary>
    public async Task AskAsync(Random random)
    {
        var states = naive.States.ToList();
        foreach (var run in naive.Runs)
        {
            await AskRunAsync(run, random);
            await AskCompareAsync(run, naive.Runs[random.Next(naive.Runs.Count)]);
        }

        for (var i = 0; i < Pairs; i++)
        {
            var state = states[random.Next(states.Count)];
            await AskPairAsync(state, states[random.Next(states.Count)]);
            await AskStateAsync(state, random);
        }
    }

    /// <summary>Asks for what lists of the whole simulation hold.</summary>
    public async Task AskListsAsync()
    {
        Assert.Equal(
            naive.Leaves().Select(GrownTree.IdOf).Order(ById),
            (await AllAsync(after => tree.Leaves(after, 7))).Order(ById));

        var runs = (await tree.GetRunTree()).Runs;
        Assert.Equal(naive.Runs.Select(run => run.Id.ToString()).Order(), runs.Select(run => run.Id).Order());
        var told = new HashSet<string>();
        Assert.All(runs, run =>
        {
            Assert.True(run.ParentRunId is null || told.Contains(run.ParentRunId), $"{run.Id} is told before its parent");
            told.Add(run.Id);
        });
    }

    private static Comparer<StateId> ById { get; } =
        Comparer<StateId>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private async Task AskRunAsync(NaiveRun run, Random random)
    {
        var grain = grains.GetRun(run.Id.ToString());
        var history = run.History();
        var info = await grain.Describe();
        Assert.Equal(run.Tip?.Step ?? -1, info.Head);
        Assert.Equal(run.Tip is { } tip ? GrownTree.IdOf(tip) : null, info.Current);
        Assert.Equal(history.Count, info.Length);
        Assert.Equal(run.Start is null ? Math.Max(0, run.Own.Count - 1) : run.Own.Count, info.TotalSteps);

        var limit = 1 + random.Next(9);
        var read = await AllAsync(from => grain.GetStates(new StateQuery { From = from, Limit = limit }));
        AssertStates(history, read);

        var from = random.Next(history.Count + 2);
        var streamed = new List<StoredState>();
        await foreach (var state in grain.StreamStates(from))
        {
            streamed.Add(state);
        }

        AssertStates(history.Where(state => state.Step >= from), streamed);
    }

    private async Task AskStateAsync(NaiveState state, Random random)
    {
        var id = GrownTree.IdOf(state);
        var lineage = state.Lineage();
        var (from, step) = (random.Next(lineage.Count), random.Next(lineage.Count));
        var to = random.Next(from, lineage.Count + 3);

        Assert.Equal(lineage.Select(GrownTree.IdOf), Expand(await tree.Lineage(id)));
        Assert.Equal(lineage.Skip(from).Take(to - from + 1).Select(GrownTree.IdOf), Expand(await tree.Lineage(id, from, to)));
        Assert.Equal(GrownTree.IdOf(lineage[step]), await tree.AncestorAt(id, step));
        AssertStates(lineage, await AllAsync(next => tree.LineageStates(id, new StateQuery { From = next, Limit = 5 })));
        AssertStates([state], [await tree.GetState(id)]);

        var below = naive.Descendants(state);
        var leaves = naive.Leaves().Intersect(below).Count();
        var runs = naive.Runs.Count(run => run.Start is { } start && (start == state || below.Contains(start)));
        Assert.Equal(new DescendantCounts(below.Count, below.Count == 0 ? 1 : leaves, runs), await tree.CountDescendants(id));
        Assert.Equal(naive.Children(state).Select(GrownTree.IdOf), await AllAsync(after => tree.Children(id, after, 2)));
    }

    private async Task AskPairAsync(NaiveState a, NaiveState b)
    {
        var (first, second) = (GrownTree.IdOf(a), GrownTree.IdOf(b));
        var common = NaiveTree.CommonAncestor(a, b);
        Assert.Equal(common is null ? null : GrownTree.IdOf(common), await tree.CommonAncestor(first, second));
        Assert.Equal(NaiveTree.Distance(a, b), await tree.Distance(first, second));
        Assert.Equal(common == a, await tree.IsAncestor(first, second));
    }

    private async Task AskCompareAsync(NaiveRun a, NaiveRun b)
    {
        var (left, right) = (a.History(), b.History());
        var shared = NaiveTree.SharedCount(a, b);

        var comparison = await tree.Compare(a.Id.ToString(), b.Id.ToString());

        Assert.Equal(shared == 0 ? null : GrownTree.IdOf(left[shared - 1]), comparison.DivergencePoint);
        Assert.Equal(left[..shared].Select(GrownTree.IdOf), Expand(comparison.Shared));
        Assert.Equal(left[shared..].Select(GrownTree.IdOf), Expand(comparison.Run1Only));
        Assert.Equal(right[shared..].Select(GrownTree.IdOf), Expand(comparison.Run2Only));
    }

    private static void AssertStates(IEnumerable<NaiveState> expected, IReadOnlyList<StoredState> read)
    {
        Assert.Equal(expected.Select(GrownTree.IdOf), read.Select(state => state.Id));
        Assert.Equal(
            expected.Select(state => state.Parent is { } parent ? GrownTree.IdOf(parent) : (StateId?)null),
            read.Select(state => state.Parent));
    }

    private static IEnumerable<StateId> Expand(IEnumerable<LineagePiece> pieces) =>
        from piece in pieces
        from offset in Enumerable.Range(0, (int)(piece.To - piece.From + 1))
        select new StateId(piece.RunId, piece.From + offset);

    private static async Task<List<StoredState>> AllAsync(Func<long, Task<StatePage>> read)
    {
        var all = new List<StoredState>();
        for (long? next = 0; next is { } from;)
        {
            var page = await read(from);
            all.AddRange(page.Items);
            next = page.Next;
        }

        return all;
    }

    private static async Task<List<StateId>> AllAsync(Func<string?, Task<StateIdPage>> read)
    {
        var all = new List<StateId>();
        string? next = null;
        do
        {
            var page = await read(next);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        return all;
    }
}
