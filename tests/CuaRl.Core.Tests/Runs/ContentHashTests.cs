using CuaRl.Core.Runs;

namespace CuaRl.Core.Tests.Runs;

public sealed class ContentHashTests
{
    // Stored beside operation ids: these values never change.
    [Fact]
    public void Finish_OfKnownContent_IsTheGoldenHash()
    {
        var hash = Hash(content =>
        {
            content.Add("abc"u8);
            content.AddMissing();
            content.Add(-0.5);
            content.Add((long?)null);
            content.Add(true);
            content.Add([1, -2]);
        });

        Assert.Equal(Guid.Parse(Golden), hash);
    }

    [Fact]
    public void Finish_OfContentThatDiffersInOneBit_Differs()
    {
        Guid[] hashes =
        [
            Hash(content => content.Add(0.0)),
            Hash(content => content.Add(-0.0)),
            Hash(content => content.Add((double?)null)),
            Hash(content => content.Add([1, 2])),
            Hash(content => content.Add([2, 1])),
            Hash(content => { content.Add("ab"u8); content.Add("c"u8); }),
            Hash(content => { content.Add("a"u8); content.Add("bc"u8); }),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Finish_OfContentLargerThanTheBuffer_CountsEveryByte()
    {
        var large = new byte[100_000];
        var before = Hash(content => { content.Add("x"u8); content.Add(large); });
        large[^1] = 1;

        Assert.NotEqual(before, Hash(content => { content.Add("x"u8); content.Add(large); }));
    }

    private const string Golden = "e74889bb-6dbf-3e90-754e-c1f675c846aa";

    private static Guid Hash(Action<ContentHash> fill)
    {
        using var hash = new ContentHash();
        fill(hash);
        return hash.Finish();
    }
}
