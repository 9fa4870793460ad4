using CuaRl.Core.Trees;
using CuaRl.TestKit.Trees;

namespace CuaRl.Core.Tests.Trees;

/// <summary>Random histories of branches and appends: every query answers as the walk from parent to parent does.</summary>
public sealed class SegmentTreePropertyTests
{
    private const int Steps = 120;
    private const int Pairs = 150;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 60));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Queries_OnRandomHistories_AnswerAsTheNaiveWalk(int seed)
    {
        var random = new Random(seed);
        var naive = new NaiveTree();
        var tree = new SegmentTree();
        Grow(naive, tree, random);
        var states = naive.States.ToList();

        for (var i = 0; i < Pairs; i++)
        {
            var a = states[random.Next(states.Count)];
            var b = states[random.Next(states.Count)];
            var (first, second) = (Point(tree, a), Point(tree, b));
            var common = NaiveTree.CommonAncestor(a, b);

            Assert.Equal(common is null ? null : Point(tree, common), tree.CommonAncestor(first, second));
            Assert.Equal(NaiveTree.Distance(a, b), tree.Distance(first, second));
            Assert.Equal(b.Lineage().Contains(a), tree.IsAncestor(first, second));
            CheckLineage(tree, a, random);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Compare_OnRandomHistories_AnswersAsTheNaiveWalk(int seed)
    {
        var random = new Random(seed);
        var naive = new NaiveTree();
        var tree = new SegmentTree();
        Grow(naive, tree, random);

        foreach (var a in naive.Runs)
        {
            var b = naive.Runs[random.Next(naive.Runs.Count)];
            var shared = NaiveTree.SharedCount(a, b);
            var (left, right) = (a.History(), b.History());

            var comparison = tree.Compare(History(tree, a), History(tree, b));

            Assert.Equal(shared == 0 ? null : Point(tree, left[shared - 1]), comparison.Divergence);
            Assert.Equal(left[..shared].Select(Named), States(comparison.Shared));
            Assert.Equal(left[shared..].Select(Named), States(comparison.FirstOnly));
            Assert.Equal(right[shared..].Select(Named), States(comparison.SecondOnly));
        }
    }

    private static void Grow(NaiveTree naive, SegmentTree tree, Random random)
    {
        var bytes = new byte[16];
        for (var i = 0; i < Steps; i++)
        {
            var (run, appended) = naive.Grow(random);
            if (appended == 0)
            {
                random.NextBytes(bytes);
                run.Id = new Guid(bytes);
                tree.Add(new Segment(run.Id, run.Start?.Run.Id, run.Start?.Step ?? -1));
            }
        }
    }

    private static void CheckLineage(SegmentTree tree, NaiveState state, Random random)
    {
        var lineage = state.Lineage();
        var from = random.Next(lineage.Count + 1);
        var to = random.Next(from, lineage.Count + 1) - 1;
        var step = random.Next(lineage.Count);

        Assert.Equal(Point(tree, lineage[step]), tree.AncestorAt(Point(tree, state), step));
        Assert.Equal(lineage.Select(Named), States(tree.Pieces(Point(tree, state), 0, state.Step)));
        Assert.Equal(lineage[from..(to + 1)].Select(Named), States(tree.Pieces(Point(tree, state), from, to)));
    }

    private static TreePoint Point(SegmentTree tree, NaiveState state) => new(tree.Find(state.Run.Id)!.Value, state.Step);

    private static History History(SegmentTree tree, NaiveRun run) =>
        new(new TreePoint(tree.Find(run.Id)!.Value, run.Tip?.Step ?? -1), run.Origin);

    private static (Guid Run, long Step) Named(NaiveState state) => (state.Run.Id, state.Step);

    private static IEnumerable<(Guid Run, long Step)> States(TreePiece[] pieces) =>
        from piece in pieces
        from offset in Enumerable.Range(0, (int)(piece.To - piece.From + 1))
        select (piece.RunId, piece.From + offset);
}
