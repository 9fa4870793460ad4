using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>What a format writes it reads again, within a unit of the coarser of screen and coordinates.</summary>
public sealed class ActionEncodingTests
{
    private const int Draws = 300;

    private static readonly string[] Keys = ["control", "shift", "a", "enter", "pageDown", "arrowUp", "f5", "numpad1"];

    public static TheoryData<string> Formats => new(GoldenCalls.Names);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Encode_OfRandomActions_IsReadAsTheSame(string name)
    {
        var format = ActionFormats.BuiltIn.Find(name);
        var random = new Random(17);
        var written = new HashSet<Type>();
        for (var i = 0; i < Draws; i++)
        {
            var screen = new ScreenSize(random.Next(200, 3000), random.Next(200, 3000));
            var image = new ScreenSize(random.Next(200, 3000), random.Next(200, 3000));
            var view = new ScreenView(screen, format.Space(image), Point(random, screen));
            var action = Action(random, view);

            if (format.Encode(action, view) is { } call)
            {
                written.Add(action.GetType());
                var act = Assert.IsType<ParsedCall.Act>(Assert.Single(format.Parse(call.Answer, view)));
                AssertSame(action, Assert.Single(act.Actions), view);
                Assert.Equal((call.Tool, call.Arguments), (act.Tool, act.Arguments));
            }
        }

        Assert.Contains(typeof(ScreenAction.Tap), written);
        Assert.Contains(typeof(ScreenAction.TypeText), written);
        Assert.Contains(typeof(ScreenAction.Wait), written);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Encode_OfWhatNoFormatSays_IsNull(string name)
    {
        var format = ActionFormats.BuiltIn.Find(name);
        var view = new ScreenView(new ScreenSize(100, 100), CoordinateSpace.Relative(1000));

        Assert.Null(format.Encode(new ScreenAction.TypeText("x", IsReplacing: true), view));
        Assert.Null(format.Encode(new ScreenAction.PressKeys(["hyper"]), view));
    }

    /// <summary>Where a format knows no better, a finger is a left button, a swipe a drag, and a wait has no length.</summary>
    private static void AssertSame(ScreenAction expected, ScreenAction actual, ScreenView view)
    {
        Assert.Equal(Words(expected), Words(actual));
        Assert.All(Points(expected).Zip(Points(actual)), pair => AssertNear(pair.First, pair.Second, view));
        if (expected is ScreenAction.Scroll before && actual is ScreenAction.Scroll after)
        {
            AssertNear(new ScreenPoint(before.DeltaX, before.DeltaY), new ScreenPoint(after.DeltaX, after.DeltaY), view);
        }
    }

    private static void AssertNear(ScreenPoint expected, ScreenPoint actual, ScreenView view)
    {
        Assert.InRange(Math.Abs(expected.X - actual.X), 0, Math.Max(1, (double)view.Screen.Width / view.Space.Width));
        Assert.InRange(Math.Abs(expected.Y - actual.Y), 0, Math.Max(1, (double)view.Screen.Height / view.Space.Height));
    }

    private static string Words(ScreenAction action) => action switch
    {
        ScreenAction.Tap or ScreenAction.Click { Button: PointerButton.Left } => "press",
        ScreenAction.Click click => $"press {click.Button}",
        ScreenAction.Swipe or ScreenAction.Drag => $"pull {Points(action).Length}",
        ScreenAction.Wait => "wait",
        ScreenAction.LongPress press => $"hold {press.Duration}",
        ScreenAction.TypeText or ScreenAction.PressKeys or ScreenAction.PressButton => CallNotation.Of(action),
        _ => action.GetType().Name,
    };

    private static ImmutableArray<ScreenPoint> Points(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => [tap.At],
        ScreenAction.Click click => [click.At],
        ScreenAction.DoubleTap tap => [tap.At],
        ScreenAction.LongPress press => [press.At],
        ScreenAction.Move move => [move.At],
        ScreenAction.Swipe swipe => [swipe.From, swipe.To],
        ScreenAction.Drag drag => drag.Path,
        ScreenAction.Scroll scroll => [scroll.At],
        _ => [],
    };

    private static ScreenAction Action(Random random, ScreenView view)
    {
        var (from, to) = (Point(random, view.Screen), Point(random, view.Screen));
        var duration = TimeSpan.FromMilliseconds(random.Next(1, 50) * 100);
        return random.Next(12) switch
        {
            0 => new ScreenAction.Tap(from),
            1 => new ScreenAction.Click(from, (PointerButton)random.Next(3)),
            2 => new ScreenAction.DoubleTap(from),
            3 => new ScreenAction.LongPress(from, duration),
            4 => new ScreenAction.Move(from),
            5 => new ScreenAction.Swipe(random.Next(2) == 0 ? view.Cursor!.Value : from, to, duration),
            6 => new ScreenAction.Drag([random.Next(2) == 0 ? view.Cursor!.Value : from, to]),
            7 => random.Next(2) == 0
                ? new ScreenAction.Scroll(from, 0, random.Next(-5, 6) * 100)
                : new ScreenAction.Scroll(from, random.Next(-5, 6) * 100, 0),
            8 => new ScreenAction.TypeText("</tool_call></think> \"quoted\" \\ \u00fc \ud83d\ude00\n`{}`", IsSubmitted: random.Next(2) == 0),
            9 => new ScreenAction.PressKeys([.. random.GetItems(Keys, random.Next(1, 4))]),
            10 => new ScreenAction.PressButton((DeviceButton)random.Next(8)),
            _ => new ScreenAction.Wait(duration),
        };
    }

    private static ScreenPoint Point(Random random, ScreenSize screen) =>
        new(random.Next(screen.Width), random.Next(screen.Height));
}
