using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>What the <c>action</c> tool of cua_rl does.</summary>
internal static class CuaRlActions
{
    /// <summary>GBox's default.</summary>
    private static readonly TimeSpan UsualPress = TimeSpan.FromSeconds(1);

    /// <summary>GBox's default.</summary>
    private static readonly TimeSpan UsualSwipe = TimeSpan.FromMilliseconds(500);

    private const double UsualDistance = 300;

    /// <exception cref="FormatException">An argument is wrong.</exception>
    public static ParsedCall Understand(CallArguments arguments, ScreenView view) => arguments.Text(CuaRlFormat.Kind) switch
    {
        "tap" or "touch" => On("target", arguments, view, Press(arguments, at => new ScreenAction.Tap(at))),
        "click" => On("target", arguments, view, Press(arguments, at => new ScreenAction.Click(at))),
        "long_press" => LongPress(arguments, view),
        "swipe" => arguments.Has("start_target") || arguments.Has("end_target")
            ? SwipeBetween(arguments, view)
            : SwipeTowards(arguments, view),
        "drag" => Between(arguments, view, (from, to) => new ScreenAction.Drag([from, to])),
        "scroll" => Scroll(arguments, view),
        "input" or "type" => Input(arguments, view),
        "key_press" => new ParsedCall.Act([new ScreenAction.PressKeys(KeyNames.Canonical("keys", arguments.Texts("keys")))]),
        "button_press" => new ParsedCall.Act(
            [.. CuaRlButtons.Read(arguments).Select(button => new ScreenAction.PressButton(button))]),
        var other => throw new FormatException(
            $"{CuaRlFormat.Kind}: there is no '{other}'; there are tap, click, touch, long_press, swipe, drag, scroll, " +
            "input, type, key_press, button_press"),
    };

    private static ParsedCall On(
        string member, CallArguments arguments, ScreenView view, Func<ScreenPoint, ScreenAction> act) =>
        CuaRlTarget.Resolve(view, [CuaRlTarget.Required(arguments, member, view)], points => [act(points[0])]);

    private static ParsedCall Between(
        CallArguments arguments, ScreenView view, Func<ScreenPoint, ScreenPoint, ScreenAction> act) =>
        CuaRlTarget.Resolve(
            view,
            [CuaRlTarget.Required(arguments, "start_target", view), CuaRlTarget.Required(arguments, "end_target", view)],
            points => [act(points[0], points[1])]);

    private static Func<ScreenPoint, ScreenAction> Press(CallArguments arguments, Func<ScreenPoint, ScreenAction> once) =>
        arguments.TextOrNull("option") switch
        {
            null or "left" => once,
            "right" => at => new ScreenAction.Click(at, PointerButton.Right),
            "double" => at => new ScreenAction.DoubleTap(at),
            var other => throw new FormatException($"option: there is no '{other}'; there are left, right, double"),
        };

    private static ParsedCall LongPress(CallArguments arguments, ScreenView view)
    {
        var duration = GBoxDuration.Read(arguments, "duration", UsualPress);
        return On("target", arguments, view, at => new ScreenAction.LongPress(at, duration));
    }

    private static ParsedCall SwipeBetween(CallArguments arguments, ScreenView view)
    {
        var duration = GBoxDuration.Read(arguments, "duration", UsualSwipe);
        return Between(arguments, view, (from, to) => new ScreenAction.Swipe(from, to, duration));
    }

    /// <summary>The finger goes that way, as far as the screen goes.</summary>
    private static ParsedCall SwipeTowards(CallArguments arguments, ScreenView view)
    {
        var duration = GBoxDuration.Read(arguments, "duration", UsualSwipe);
        var (x, y) = arguments.Text("direction") switch
        {
            "up" => (0, -1),
            "down" => (0, 1),
            "left" => (-1, 0),
            "right" => (1, 0),
            var other => throw new FormatException($"direction: '{other}' is no direction; there are up, down, left, right"),
        };
        var (right, down) = Distance(arguments, view, x, y);
        return CuaRlTarget.Resolve(view, [Place(arguments, view)], points =>
        [
            new ScreenAction.Swipe(
                points[0],
                new ScreenPoint(
                    Math.Clamp(points[0].X + right, 0, view.Screen.Width - 1),
                    Math.Clamp(points[0].Y + down, 0, view.Screen.Height - 1)),
                duration),
        ]);
    }

    private static ParsedCall Scroll(CallArguments arguments, ScreenView view)
    {
        var (x, y) = ScrollSign.GBoxWords.Of("direction", arguments.Text("direction"));
        var (right, down) = Distance(arguments, view, x, y);
        return CuaRlTarget.Resolve(
            view, [Place(arguments, view)], points => [new ScreenAction.Scroll(points[0], right, down)]);
    }

    private static ParsedCall Input(CallArguments arguments, ScreenView view)
    {
        var typing = arguments.Typing("text");
        return CuaRlTarget.OrNull(arguments, "target", view) is { } field
            ? CuaRlTarget.Resolve(view, [field], points => [new ScreenAction.Tap(points[0]), typing])
            : new ParsedCall.Act([typing]);
    }

    private static CuaRlTarget Place(CallArguments arguments, ScreenView view) =>
        CuaRlTarget.OrNull(arguments, "target", view) ?? new CuaRlTarget("", view.Center);

    private static (int Right, int Down) Distance(CallArguments arguments, ScreenView view, int x, int y)
    {
        var distance = arguments.Number("distance", UsualDistance);
        return distance > 0 && view.Space.DistanceToScreen(x * distance, y * distance, view.Screen) is { } pixels
            ? pixels
            : throw new FormatException(FormattableString.Invariant($"distance: {distance} is no distance on this screen"));
    }
}
