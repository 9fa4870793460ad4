using System.Buffers.Binary;
using System.Text;
using Orleans.Storage;

namespace Orleans.Engine.Tests.Serialization.Internals;

/// <summary>A row written by one engine must be found by the other: its identity is worked out bit by bit alike.</summary>
public sealed class StorageKeyTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void StableHash_KnownText_IsXxHash32Reversed(string text, uint expected) =>
        Assert.Equal(BinaryPrimitives.ReverseEndianness(expected), StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)));

    // Worked out by the provider of the packages, 10.4.2.
    [Theory]
    [InlineData("run:1", -2004533707, 0, 0, "run:1")]
    [InlineData("sim:a", -1526115129, 0, 0, "sim:a")]
    [InlineData("ff", 1922785550, 0, 255, null)]
    [InlineData("FF", 1922785550, 0, 255, null)]
    [InlineData("0ff", 1922785550, 0, 255, null)]
    [InlineData("000000000000000000ff", 1922785550, 0, 255, null)]
    [InlineData("12", -213076014, 0, 18, null)]
    [InlineData("7FFFFFFFFFFFFFFF", 1504541853, 0, long.MaxValue, null)]
    [InlineData("FFFFFFFFFFFFFFFF", -641301823, 0, -1, null)]
    [InlineData("10000000000000000", 210223043, 0, 0, "10000000000000000")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e", -1437873986, 5089025570114612571, 1050790581882611105, null)]
    [InlineData("0F8FAD5BD9CB469FA16570867728950E", -1437873986, 5089025570114612571, 1050790581882611105, null)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", 1411314801, 0, 0, "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e+ext", -495583831, 5089025570114612571, 1050790581882611105, "ext")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e+", -1437873986, 5089025570114612571, 1050790581882611105, "")]
    [InlineData("0f8fad5bd9cb469fa16570867728950ef", 151199154, 0, 0, "0f8fad5bd9cb469fa16570867728950ef")]
    [InlineData("2a+ext", 2044764532, 0, 42, "ext")]
    [InlineData("2a+", -110949262, 0, 42, "")]
    [InlineData("2a+a+b", -831408582, 0, 42, "a+b")]
    [InlineData("run+1", 1791297372, 0, 0, "run+1")]
    [InlineData("+x", 171272240, 0, 0, "+x")]
    [InlineData("zürich", 1398982365, 0, 0, "zürich")]
    [InlineData("0x12", -1865412496, 0, 0, "0x12")]
    [InlineData(" 12", -1713782023, 0, 0, " 12")]
    [InlineData("-1", -1352011713, 0, 0, "-1")]
    public void Key_OfAnyText_IsTheOneOfThePackages(string key, int hash, long n0, long n1, string? extension) =>
        Assert.Equal(new AdoNetGrainKey(hash, n0, n1, extension), AdoNetGrainKey.Of(GrainId.Create("t", key)));

    [Theory]
    [InlineData("run", -250865644)]
    [InlineData("simulation", -1299366053)]
    public void StateNameHash_KnownName_IsTheOneOfThePackages(string name, int expected) =>
        Assert.Equal(expected, (int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(name)));
}
