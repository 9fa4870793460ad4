using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Silo.Tests.Http;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public void From_NoHeader_IsNull() => Assert.Null(IdempotencyKey.From(new HeaderDictionary()));

    [Fact]
    public void From_Header_IsTheKey() => Assert.Equal("run 42/a", Read("run 42/a"));

    [Theory]
    [InlineData("")]
    [InlineData("caf\u00e9")]
    [InlineData("a\tb")]
    public void From_NotPrintableAscii_IsRefusedNamingTheHeader(string key) =>
        Assert.Equal(
            ["header", "Idempotency-Key"],
            Assert.Single(Assert.Throws<RequestInvalidException>(() => Read(key)).Errors).Loc);

    [Fact]
    public void From_TooLong_IsRefused() =>
        Assert.Throws<RequestInvalidException>(() => Read(new string('k', IdempotencyKey.MaxLength + 1)));

    [Fact]
    public void From_SentTwice_IsRefused() => Assert.Throws<RequestInvalidException>(() => Read("a", "b"));

    private static string? Read(params string[] values) =>
        IdempotencyKey.From(new HeaderDictionary { [IdempotencyKey.Header] = values });
}
