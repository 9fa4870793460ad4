using System.Text;
using System.Text.Json;

namespace CuaRl.Grains.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a": 1e400, "a": 2 }""")]
    [InlineData("""["\u0000", "\ud800"]""")]
    [InlineData("12345678901234567890.10")]
    [InlineData("null")]
    public void Parse_ValidText_IsKeptByteForByte(string json)
    {
        var text = JsonText.Parse(json);

        Assert.Equal(json, text.ToString());
        Assert.Equal(Encoding.UTF8.GetBytes(json), text.Utf8.ToArray());
    }

    [Theory]
    [InlineData(" {\"a\": 1}\n", "{\"a\": 1}")]
    [InlineData("\t 5 \r\n", "5")]
    public void Parse_WhiteSpaceAroundTheValue_IsNotPartOfIt(string json, string value) =>
        Assert.Equal(JsonText.Parse(value), JsonText.Parse(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("NaN")]
    [InlineData("{'a': 1}")]
    [InlineData("[1,]")]
    [InlineData("\uFEFF{}")]
    public void Parse_NotOneJsonValue_IsRefused(string json) => Assert.Throws<FormatException>(() => JsonText.Parse(json));

    [Fact]
    public void FromUtf8_InvalidUtf8InsideAString_IsRefused() =>
        Assert.Throws<FormatException>(() => JsonText.FromUtf8([(byte)'"', 0xFF, (byte)'"']));

    [Fact]
    public void FromUtf8_CallersArrayChangedLater_KeepsItsOwnCopy()
    {
        byte[] bytes = [(byte)'1'];
        var text = JsonText.FromUtf8(bytes);

        bytes[0] = (byte)'2';

        Assert.Equal("1", text.ToString());
    }

    [Theory]
    [InlineData(JsonText.MaxDepth, true)]
    [InlineData(JsonText.MaxDepth + 1, false)]
    public void Parse_Depth_IsKeptWithinBounds(int depth, bool kept)
    {
        var json = new string('[', depth) + new string(']', depth);

        Assert.Equal(kept, Record.Exception(() => JsonText.Parse(json)) is null);
    }

    [Fact]
    public void Equals_ByteEqual_IsEqual()
    {
        Assert.Equal(JsonText.Parse("""{"a":1}"""), JsonText.Parse("""{"a":1}"""));
        Assert.Equal(JsonText.Parse("""{"a":1}""").GetHashCode(), JsonText.Parse("""{"a":1}""").GetHashCode());
        Assert.NotEqual(JsonText.Parse("""{"a":1}"""), JsonText.Parse("""{"a": 1}"""));
    }

    [Fact]
    public void Converter_InsideADocument_KeepsEveryByteOfTheValue()
    {
        const string Json = """{"value":{"b" : [1.50, "\u0000\ud800é"]}}""";

        var read = JsonSerializer.Deserialize<Holder>(Json, JsonSerializerOptions.Web)!;

        Assert.Equal("""{"b" : [1.50, "\u0000\ud800é"]}""", read.Value.ToString());
        Assert.Equal(Json, JsonSerializer.Serialize(read, JsonSerializerOptions.Web));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[ null ]")]
    public void Converter_NullAsAValue_ComesBackAsThatValue(string json)
    {
        var held = new Holder(JsonText.Parse(json));

        Assert.Equal(held, JsonSerializer.Deserialize<Holder>(JsonSerializer.Serialize(held)));
    }

    private sealed record Holder(JsonText Value);
}
