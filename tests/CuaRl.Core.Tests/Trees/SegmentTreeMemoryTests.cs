using CuaRl.Core.Trees;

namespace CuaRl.Core.Tests.Trees;

/// <summary>Alone in its process while it runs: what other tests hold would be counted as the tree's.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SegmentTreeMemoryTests
{
    private const string Name = "segment tree memory";

    [Fact]
    public void Memory_AtAHundredThousandRuns_IsBelowTwoHundredBytesARun()
    {
        const int Runs = 100_000;
        var random = new Random(7);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var tree = new SegmentTree();
        tree.Add(new Segment(Id(0), null, -1));
        for (var i = 1; i < Runs; i++)
        {
            var parent = random.Next(i);
            tree.Add(new Segment(Id(i), Id(parent), tree.FirstStep(parent) + random.Next(50)));
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)tree.Count;
        Assert.InRange(bytes, 1, 200);
    }

    private static Guid Id(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}
