using System.Text;
using System.Text.Json;
using CuaRl.Core.Prompts;

namespace CuaRl.Core.Tests.Prompts;

public sealed class PromptMessageJsonTests
{
    [Fact]
    public void Messages_WrittenAndRead_AreTheSame()
    {
        PromptMessage[] messages =
        [
            PromptMessage.Of(PromptMessage.System, "You act."),
            new(PromptMessage.User, [new PromptPart.Text("Turn 1/20."), new PromptPart.Picture("ab", "png", 360, 720)]),
        ];

        var json = Encoding.UTF8.GetString(PromptMessageJson.Write(messages).Span);

        Assert.Equal(
            """[{"role":"system","content":[{"type":"input_text","text":"You act."}]},{"role":"user","content":[{"type":"input_text","text":"Turn 1/20."},{"type":"input_image","image_url":"sha256:ab","format":"png","width":360,"height":720}]}]""",
            json);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            messages.Select(message => (message.Role, string.Join(';', message.Parts))),
            PromptMessageJson.Read(document.RootElement).Select(message => (message.Role, string.Join(';', message.Parts))));
    }

    [Theory]
    [InlineData("""{}""", "messages: cannot be read")]
    [InlineData("""[{"content": []}]""", "messages: cannot be read")]
    [InlineData("""[{"role": "user", "content": [{"type": "video"}]}]""", "there is no 'video'")]
    [InlineData("""[{"role": "user", "content": [{"type": "input_text", "text": null}]}]""", "text: must not be null")]
    [InlineData("""[{"role": "user", "content": [{"type": "input_image", "image_url": "https://x"}]}]""", "image_url: must be sha256:")]
    public void Read_OfSomethingElse_SaysWhatIsWrong(string json, string why)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Contains(why, Assert.Throws<FormatException>(() => PromptMessageJson.Read(document.RootElement)).Message, StringComparison.Ordinal);
    }
}
