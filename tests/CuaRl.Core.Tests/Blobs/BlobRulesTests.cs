using CuaRl.Core.Blobs;

namespace CuaRl.Core.Tests.Blobs;

public sealed class BlobRulesTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(33_554_432, true)]
    [InlineData(33_554_433, false)]
    public void Size_OfContent_IsKeptUpTo32MiB(long bytes, bool kept) => Assert.Equal(kept, BlobRules.Size(bytes) is null);

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("text/plain; charset=utf-8", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("png", false)]
    [InlineData("image/png\r\nX: y", false)]
    [InlineData("image/é", false)]
    public void MediaType_Text_IsKeptWhenItCanStandInAHeader(string? text, bool kept) =>
        Assert.Equal(kept, BlobRules.MediaType(text) is null);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    [InlineData("0123456789abcdef", false)]
    public void IsHash_Text_Is64LowerDigits(string text, bool isHash) => Assert.Equal(isHash, BlobRules.IsHash(text));
}
