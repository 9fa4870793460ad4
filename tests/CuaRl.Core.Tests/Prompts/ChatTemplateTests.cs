using System.Text.Json;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Prompts;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.Core.Tests.Prompts;

public sealed class ChatTemplateTests
{
    private static readonly PromptPart.Picture Screen = new("ab", "png", 360, 720);
    private static readonly QwenVisionStyle Qwen = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Conversation_TurnByTurn_IsWhatTheModelsTemplateSays(bool isEnded)
    {
        var (tokenizer, pictures) = (BytePairTests.Read(), new PictureTable());
        var template = Template(tokenizer);
        var said = new List<int>();
        tokenizer.Encode("I tap.", said);
        if (isEnded)
        {
            said.Add(template.Stop);
        }

        var first = template.Begin(PromptTurns.First(new Terse(), "android", "Do it.", Screen, null), pictures);
        var second = template.Continue(first, [.. said], PromptTurns.Next(2, "no such call", Screen, null), pictures);

        Assert.Equal(
            "<|im_start|>system\nYou act.<|im_end|>\n<|im_start|>user\nTask: Do it.<|vision_start|>[picture]<|vision_end|><|im_end|>\n"
            + "<|im_start|>assistant\nI tap.<|im_end|>\n<|im_start|>user\nTurn 2. Your last call was not carried out: no such call. This is the "
            + "screen now.<|vision_start|>[picture]<|vision_end|><|im_end|>\n<|im_start|>assistant\n",
            Written(tokenizer, second));
        Assert.Equal([.. first, .. said], second[..(first.Length + said.Count)]);
        Assert.Equal("I tap.", template.Read([.. said]));
        Assert.Equal(new PictureChunk("ab", "png", 242), pictures[-1]);
    }

    [Fact]
    public void Text_BetweenMarks_IsCutIntoWordsAsAWhole()
    {
        var (tokenizer, pictures, whole) = (BytePairTests.Read(), new PictureTable(), new List<int>());
        tokenizer.Encode("user\nnewer", whole);
        var message = new PromptMessage(PromptMessage.User, [new PromptPart.Text("new"), new PromptPart.Text("er")]);

        var elements = Template(tokenizer).Begin([message], pictures);

        Assert.Equal([.. whole], elements[1..(1 + whole.Count)]);
    }

    [Theory]
    [InlineData(360, 720, 242)] // 352 by 704
    [InlineData(1080, 2400, 2550)] // 1,088 by 2,400
    [InlineData(100, 100, 64)] // Too small: 256 by 256.
    [InlineData(8000, 8000, 16384)] // Too large: 4,096 by 4,096.
    public void Positions_OfAPicture_AreThoseOfQwensProcessor(int width, int height, int positions) =>
        Assert.Equal(positions, Qwen.PositionsOf(new ScreenSize(width, height)));

    [Fact]
    public void Style_OfAModel_IsItsOwnUnlessOneIsNamed()
    {
        Assert.Equal("qwen3_vl_instruct", PromptStyles.Find(null, "Qwen/Qwen3-VL-30B-A3B-Instruct")!.Name);
        Assert.Equal("bytes", PromptStyles.Find(null, "cuarl/bytes")!.Name);
        Assert.Equal("bytes", PromptStyles.Find("bytes", "Qwen/Qwen3-VL-30B-A3B-Instruct")!.Name);
        Assert.Null(PromptStyles.Problem("bytes", "any"));
        Assert.Equal("bytes", PromptStyles.Find(PromptStyles.Chat, "cuarl/bytes")!.Name);
        Assert.Contains("there are qwen3_vl_instruct, bytes, chat", PromptStyles.Problem("magic", "any"), StringComparison.Ordinal);
        Assert.Contains("it is not known how any is prompted", PromptStyles.Problem(null, "any"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("android", "mobile_use", "qwen3_mobile_use")]
    [InlineData("simulated", "mobile_use", "qwen3_mobile_use")]
    [InlineData("linux", "computer_use", "qwen3_computer_use")]
    public void Tools_OfQwen_AreThoseOfTheDevice(string boxType, string tool, string format)
    {
        Assert.Contains($"\"name\":\"{tool}\"", Qwen.System(boxType), StringComparison.Ordinal);
        Assert.Equal(format, Qwen.FormatOf(boxType));
    }

    [Theory]
    [InlineData("android")]
    [InlineData("linux")]
    public void Tools_OfQwen_AreOnesThatItsFormatReads(string boxType)
    {
        var (format, view) = (ActionFormats.BuiltIn.Find(Qwen.FormatOf(boxType)), new ScreenView(new ScreenSize(360, 720), CoordinateSpace.Relative(1000)));
        var tool = JsonDocument.Parse(Qwen.System(boxType).Split('\n').Single(line => line.StartsWith("{\"type\"", StringComparison.Ordinal)))
            .RootElement.GetProperty("function");
        var actions = tool.GetProperty("parameters").GetProperty("properties").GetProperty("action").GetProperty("enum").EnumerateArray().ToArray();

        Assert.True(actions.Length > 8);
        foreach (var action in actions.Append(JsonDocument.Parse("\"fly\"").RootElement))
        {
            var call = $$$"""<tool_call>{"name": "{{{tool.GetProperty("name")}}}", "arguments": {"action": "{{{action}}}"}}</tool_call>""";
            var said = Assert.Single(format.Parse(call, view)) is ParsedCall.Error error ? error.Message : "";
            Assert.Equal(action.GetString() == "fly", said.Contains("there is no", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bytes_OfText_AreItsTokens()
    {
        var (tokenizer, tokens) = (new ByteTokenizer(), new List<int>());
        tokenizer.Encode("é<|im_end|>", tokens);

        Assert.Equal([0xC3, 0xA9], tokens[..2]);
        Assert.All(tokens, token => Assert.InRange(token, 0, 255));
        Assert.Equal("é<|im_end|>", tokenizer.Decode([256, .. tokens, 257, -3]));
        Assert.Equal((256, 257, 260), (tokenizer.Special(ChatTokens.Start), tokenizer.Special(ChatTokens.End), ByteTokenizer.Count));
        Assert.Throws<KeyNotFoundException>(() => tokenizer.Special("<|magic|>"));
    }

    private static ChatTemplate Template(BytePairTokenizer tokenizer) =>
        new(tokenizer, picture => Qwen.PositionsOf(new ScreenSize(picture.Width, picture.Height)));

    private static string Written(BytePairTokenizer tokenizer, IEnumerable<int> elements)
    {
        string[] names = [ChatTokens.Start, ChatTokens.End, ChatTokens.PictureStart, ChatTokens.PictureEnd];
        return string.Concat(elements.Select(
            element => element < 0 ? "[picture]" : names.FirstOrDefault(name => tokenizer.Special(name) == element) ?? tokenizer.Decode([element])));
    }

    private sealed class Terse : IPromptStyle
    {
        public string Name => "terse";

        public bool IsOfBytes => false;

        public bool ShowsElements => false;

        public string FormatOf(string boxType) => "cua_rl";

        public string System(string boxType) => "You act.";

        public int PositionsOf(ScreenSize picture) => 1;
    }
}
