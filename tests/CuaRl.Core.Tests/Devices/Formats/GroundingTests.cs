using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

public sealed class GroundingTests
{
    private static readonly ScreenSize Screen = new(1080, 2400);
    private static readonly ScreenView View = new(Screen, CoordinateSpace.Absolute(Screen));

    private const string Swipe = """
        {"tool_calls":[{"id":"call_3","function":{"name":"action","arguments":{"action_type":"swipe",
          "start_target":{"element":"first row","color":"grey"},"end_target":{"element":"last row"},"duration":"300ms"}}}]}
        """;

    [Fact]
    public void Ground_WithAFunction_GivesTheActionAndKeepsTheCall()
    {
        var call = Parse(Swipe);

        var grounded = call.Ground(element =>
            element.StartsWith("first", StringComparison.Ordinal) ? new ScreenPoint(1, 2) : new ScreenPoint(3, 4));

        Assert.Equal("first row, color grey; last row", string.Join("; ", call.Elements));
        Assert.Equal("swipe 1,2 > 3,4 300ms", CallNotation.Of(grounded));
        Assert.Equal(("call_3", "action"), (grounded.Id, grounded.Tool));
        Assert.Equal(call.Arguments, grounded.Arguments);
    }

    [Fact]
    public void Ground_OfOneTargetOfTwo_LeavesTheOtherWhereItIs()
    {
        var call = Parse("""
            {"name":"action","arguments":{"action_type":"drag","start_target":{"element":"icon"},
             "end_target":{"element":"folder","coordinates":[900,1000]}}}
            """);

        Assert.Equal("drag 5,6 > 900,1000", CallNotation.Of(call.Ground([new ScreenPoint(5, 6)])));
    }

    [Fact]
    public void Ground_OfAField_TapsItAndTypes()
    {
        var call = Parse("""{"name":"action","arguments":{"action_type":"input","text":"hi","target":{"element":"search"}}}""");

        Assert.Equal("tap 7,8; type \"hi\"", CallNotation.Of(call.Ground([new ScreenPoint(7, 8)])));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(-1, -1)]
    [InlineData(1080, 5)]
    public void Ground_OfAnElementThatIsNotThere_IsAnErrorWithItsName(int? x, int? y)
    {
        var nowhere = x is { } column && y is { } row ? new ScreenPoint(column, row) : (ScreenPoint?)null;

        var error = Assert.IsType<ParsedCall.Error>(Parse(Swipe).Ground([new ScreenPoint(1, 1), nowhere]));

        Assert.Equal((CallFault.ToolArgument, false), (error.Fault, error.IsCounted));
        Assert.Contains("last row", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ground_WithoutAPointForEach_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Parse(Swipe).Ground([new ScreenPoint(1, 1)]));

    private static ParsedCall.NeedsGrounding Parse(string answer) =>
        Assert.IsType<ParsedCall.NeedsGrounding>(Assert.Single(ActionFormats.BuiltIn.Find("cua_rl").Parse(answer, View)));
}
