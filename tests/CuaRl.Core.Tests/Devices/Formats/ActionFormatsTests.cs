using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

public sealed class ActionFormatsTests
{
    private static readonly ScreenSize Image = new(1280, 800);

    [Fact]
    public void Find_UnknownName_NamesThoseThereAre()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => ActionFormats.BuiltIn.Find("ui_tars"));

        Assert.Equal(
            "no action format 'ui_tars'; there are anthropic_20250124, anthropic_20251124, cua_rl, openai, " +
            "qwen25_computer_use, qwen25_mobile_use, qwen3_computer_use, qwen3_computer_use_999, qwen3_mobile_use, " +
            "qwen3_mobile_use_999",
            error.Message);
        Assert.Null(ActionFormats.BuiltIn.Problem("openai"));
    }

    [Fact]
    public void With_AFormatOfTheUser_IsFoundByItsName()
    {
        var formats = ActionFormats.BuiltIn.With(new Silence());

        Assert.IsType<Silence>(formats.Find("silence"));
        Assert.NotNull(ActionFormats.BuiltIn.Problem("silence"));
    }

    [Theory]
    [InlineData("cua_rl", 1280, 800)]
    [InlineData("openai", 1280, 800)]
    [InlineData("anthropic_20250124", 1280, 800)]
    [InlineData("qwen25_mobile_use", 1280, 800)]
    [InlineData("qwen3_mobile_use", 1000, 1000)]
    [InlineData("qwen3_computer_use_999", 999, 999)]
    public void Space_OfAFormat_IsTheOneItsModelsWereTrainedWith(string name, int width, int height)
    {
        var space = ActionFormats.BuiltIn.Find(name).Space(Image);

        Assert.Equal((width, height), (space.Width, space.Height));
    }

    [Fact]
    public void Parse_OfABatch_EndsAtItsFirstError()
    {
        const string Batch = """
            {"type":"computer_call","call_id":"c","actions":[
              {"type":"wait"},{"type":"fly"},{"type":"click","button":"left","x":1,"y":1}]}
            """;

        var calls = ActionFormats.BuiltIn.Find("openai").Parse(Batch, new ScreenView(Image, CoordinateSpace.Absolute(Image)));

        Assert.Equal(2, calls.Length);
        Assert.All(calls, call => Assert.Equal("c", call.Id));
        Assert.IsType<ParsedCall.Error>(calls[^1]);
    }

    private sealed class Silence : IActionFormat
    {
        public string Name => "silence";

        public CoordinateSpace Space(ScreenSize image) => CoordinateSpace.Absolute(image);

        public ImmutableArray<ParsedCall> Parse(string answer, ScreenView view) => [new ParsedCall.Missing("say something")];

        public EncodedCall? Encode(ScreenAction action, ScreenView view) => null;
    }
}
