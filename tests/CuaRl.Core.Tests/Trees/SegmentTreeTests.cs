using CuaRl.Core.Trees;

namespace CuaRl.Core.Tests.Trees;

public sealed class SegmentTreeTests
{
    private readonly SegmentTree _tree = new();

    [Fact]
    public void Add_TheSameRunAgain_KeepsItsNumber()
    {
        var root = _tree.Add(new Segment(Id(1), null, -1));
        _tree.Add(new Segment(Id(2), Id(1), 3));

        Assert.Equal(root, _tree.Add(new Segment(Id(1), null, -1)));
        Assert.Equal(2, _tree.Count);
    }

    [Fact]
    public void Add_ParentThatIsMissing_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => _tree.Add(new Segment(Id(2), Id(1), 3)));
        Assert.Equal(0, _tree.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Add_StepThatTheParentDoesNotOwn_IsRefused(long step)
    {
        _tree.Add(new Segment(Id(1), null, -1));
        _tree.Add(new Segment(Id(2), Id(1), 3));

        Assert.Throws<ArgumentException>(() => _tree.Add(new Segment(Id(3), Id(2), step)));
        Assert.Null(_tree.Find(Id(3)));
    }

    [Fact]
    public void KnownHead_OfARun_ReachesAsFarAsItsBranchesHang()
    {
        var root = _tree.Add(new Segment(Id(1), null, -1));
        Assert.Equal(-1, _tree.KnownHead(root));

        _tree.Add(new Segment(Id(2), Id(1), 7));
        _tree.LearnHead(root, 3);

        Assert.Equal(7, _tree.KnownHead(root));
        _tree.ForgetHead(root);
        Assert.Equal(-1, _tree.KnownHead(root));
    }

    [Fact]
    public void KnownHead_OfARun_DoesNotReachToABranchThatIsPruned()
    {
        var root = _tree.Add(new Segment(Id(1), null, -1));

        _tree.Add(new Segment(Id(2), Id(1), 7, IsPruned: true));

        Assert.Equal(-1, _tree.KnownHead(root));
    }

    [Fact]
    public void AncestorAt_StepOutside_IsRefused()
    {
        var point = new TreePoint(_tree.Add(new Segment(Id(1), null, -1)), 5);

        Assert.Throws<ArgumentOutOfRangeException>(() => _tree.AncestorAt(point, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _tree.AncestorAt(point, 6));
    }

    [Fact]
    public void Pieces_OfTenThousandNestedRuns_AreAllThere()
    {
        const int Depth = 10_000;
        _tree.Add(new Segment(Id(0), null, -1));
        for (var i = 1; i < Depth; i++)
        {
            _tree.Add(new Segment(Id(i), Id(i - 1), i * 100 - 1));
        }

        var pieces = _tree.Pieces(new TreePoint(Depth - 1, Depth * 100 - 1), 0, Depth * 100 - 1);

        Assert.Equal(Enumerable.Range(0, Depth).Select(i => new TreePiece(Id(i), i * 100, i * 100 + 99)), pieces);
        Assert.Equal(new TreePoint(17, 1_742), _tree.AncestorAt(new TreePoint(Depth - 1, Depth * 100 - 1), 1_742));
    }

    private static Guid Id(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}
