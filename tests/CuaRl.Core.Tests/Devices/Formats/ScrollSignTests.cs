using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>What each format reveals: positive is the right and the lower part.</summary>
public sealed class ScrollSignTests
{
    private static readonly ScreenSize Screen = new(1000, 1000);

    [Theory]
    [InlineData("up", 0, 1)]
    [InlineData("down", 0, -1)]
    [InlineData("left", 1, 0)]
    [InlineData("right", -1, 0)]
    public void Words_OfGBox_SayWhichWayTheContentMoves(string direction, int x, int y) => AssertReveals(
        x, y, "cua_rl", $$$"""
            <tool_call>{"name":"action","arguments":{"action_type":"scroll","direction":"{{{direction}}}","distance":100}}</tool_call>
            """);

    [Theory]
    [InlineData("up", 0, -1)]
    [InlineData("down", 0, 1)]
    [InlineData("left", -1, 0)]
    [InlineData("right", 1, 0)]
    public void Words_OfAnthropic_SayWhichWayTheWheelGoes(string direction, int x, int y) => AssertReveals(
        x, y, "anthropic_20250124", $$$"""
            {"type":"tool_use","id":"t","name":"computer",
             "input":{"action":"scroll","scroll_direction":"{{{direction}}}","scroll_amount":1}}
            """);

    [Theory]
    [InlineData(0, -100, 0, -1)]
    [InlineData(0, 100, 0, 1)]
    [InlineData(-100, 0, -1, 0)]
    [InlineData(100, 0, 1, 0)]
    public void Numbers_OfOpenAi_ArePositiveForRightAndDown(int scrollX, int scrollY, int x, int y) => AssertReveals(
        x, y, "openai", $$$"""
            {"type":"computer_call","call_id":"c",
             "action":{"type":"scroll","x":500,"y":500,"scroll_x":{{{scrollX}}},"scroll_y":{{{scrollY}}} }}
            """);

    [Theory]
    [InlineData("scroll", 100, 0, -1)]
    [InlineData("scroll", -100, 0, 1)]
    [InlineData("hscroll", 100, 1, 0)]
    [InlineData("hscroll", -100, -1, 0)]
    public void Numbers_OfQwen_ArePositiveForUp(string action, int pixels, int x, int y) => AssertReveals(
        x, y, "qwen3_computer_use", $$$"""
            <tool_call>{"name":"computer_use","arguments":{"action":"{{{action}}}","pixels":{{{pixels}}} }}</tool_call>
            """);

    private static void AssertReveals(int x, int y, string name, string answer)
    {
        var format = ActionFormats.BuiltIn.Find(name);
        var view = new ScreenView(Screen, format.Space(Screen));

        var act = Assert.IsType<ParsedCall.Act>(Assert.Single(format.Parse(answer, view)));
        var scroll = Assert.IsType<ScreenAction.Scroll>(Assert.Single(act.Actions));
        var again = Assert.IsType<ParsedCall.Act>(Assert.Single(format.Parse(format.Encode(scroll, view)!.Answer, view)));

        Assert.Equal(new ScreenAction.Scroll(view.Center, 100 * x, 100 * y), scroll);
        Assert.Equal(scroll, Assert.Single(again.Actions));
    }
}
