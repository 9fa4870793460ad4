using System.Text;
using Orleans.Storage;

namespace Orleans.Engine.Tests.Serialization;

/// <summary>A row written by one engine must be found by the other: its identity is worked out bit by bit alike.</summary>
public sealed class StorageKeyTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void StableHash_KnownText_IsXxHash32(string text, uint expected) =>
        Assert.Equal(expected, StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)));
}
