using CuaRl.Core.Trees;

namespace CuaRl.Core.Tests.Trees;

public sealed class SegmentOrderTests
{
    [Fact]
    public void ParentsFirst_ChildrenGivenFirst_PutsEachAfterItsParent()
    {
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7()).ToArray();
        var chain = ids.Select((id, place) => place == 0
            ? new Segment(id, null, -1)
            : new Segment(id, ids[place - 1], place)).ToArray();

        Assert.Equal(chain, SegmentOrder.ParentsFirst([.. chain.Reverse()]));
    }

    [Fact]
    public void ParentsFirst_ParentsAreFirstAlready_KeepsTheOrder()
    {
        var root = new Segment(Guid.CreateVersion7(), null, -1);
        var child = new Segment(Guid.CreateVersion7(), root.RunId, 3);
        var elsewhere = new Segment(Guid.CreateVersion7(), Guid.CreateVersion7(), 3);
        var grandchild = new Segment(Guid.CreateVersion7(), child.RunId, 3);

        Assert.Equal([root, child, elsewhere, grandchild], SegmentOrder.ParentsFirst([root, child, elsewhere, grandchild]));
    }

    [Fact]
    public void ParentsFirst_Circle_IsLeftOut()
    {
        var a = new Segment(Guid.CreateVersion7(), Guid.CreateVersion7(), 3);
        var b = new Segment(a.ParentId!.Value, a.RunId, 3);
        var root = new Segment(Guid.CreateVersion7(), null, -1);

        Assert.Equal([root], SegmentOrder.ParentsFirst([a, root, b]));
    }
}
