using System.Text;
using CuaRl.Silo.Http.Rollouts;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Tests.Http;

public sealed class ScreenshotInputTests
{
    private const string Png = "iVBORw0KGgo=";
    private static readonly string Hash = new('a', 64);

    [Fact]
    public async Task Read_Hash_IsTakenAsItIs()
    {
        var input = Read($$"""{"s":"{{Hash}}"}""");

        Assert.Equal(Hash, await input!.StoreAsync(null!, default));
    }

    [Fact]
    public void Read_Nothing_IsNone() => Assert.Null(Read("""{"s":null}"""));

    [Theory]
    [InlineData("image/png", Png)]
    [InlineData("image/jpeg", "/9j/4A==")]
    [InlineData("image/gif", "R0lGODlh")]
    [InlineData("image/webp", "UklGRgAAAABXRUJQ")]
    public void Read_Picture_IsTaken(string mediaType, string data) =>
        Assert.NotNull(Read($$$"""{"s":{"media_type":"{{{mediaType}}}","data":"{{{data}}}"}}"""));

    [Theory]
    [InlineData("\"abc\"", "body.s")]
    [InlineData("5", "body.s")]
    [InlineData("{\"media_type\":\"text/plain\",\"data\":\"" + Png + "\"}", "body.s.media_type")]
    [InlineData("{\"media_type\":\"image/jpeg\",\"data\":\"" + Png + "\"}", "body.s.data")]
    [InlineData("{\"media_type\":\"image/png\",\"data\":\"\"}", "body.s.data")]
    [InlineData("{\"media_type\":\"image/png\"}", "body.s.data")]
    [InlineData("{\"media_type\":\"image/png\",\"data\":\"" + Png + "\",\"name\":1}", "body.s.name")]
    public void Read_SomethingElse_IsRefusedByItsPlace(string json, string place)
    {
        var error = Assert.Single(Assert.Throws<RequestInvalidException>(() => Read($"{{\"s\":{json}}}")).Errors);

        Assert.Equal(place, string.Join('.', error.Loc));
    }

    [Fact]
    public void Read_PictureBeyondTheLimit_IsRefusedWithTheLimit()
    {
        var data = Convert.ToBase64String(new byte[Picture.MaxBytes + 1]);

        var error = Assert.Single(Assert.Throws<RequestInvalidException>(
            () => Read($$$"""{"s":{"media_type":"image/png","data":"{{{data}}}"}}""")).Errors);

        Assert.Contains($"at most {Picture.MaxBytes} bytes", error.Msg, StringComparison.Ordinal);
    }

    private static ScreenshotInput? Read(string json)
    {
        using var body = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        var input = ScreenshotInput.Read(body, "s");
        body.ThrowIfInvalid();
        return input;
    }
}
