using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.OpenAi;

/// <summary>What the actions of a <c>computer_call</c> mean.</summary>
internal static class OpenAiActions
{
    /// <summary>A wait says nothing about its length; OpenAI's samples sleep so long.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <exception cref="FormatException">An argument is wrong.</exception>
    public static ParsedCall Understand(CallArguments arguments, ScreenView view) => arguments.Text(OpenAiFormat.Kind) switch
    {
        "screenshot" => new ParsedCall.Screenshot(),
        var type => new ParsedCall.Act([Action(type, arguments, view)]),
    };

    private static ScreenAction Action(string type, CallArguments arguments, ScreenView view)
    {
        if (type is not "keypress" && arguments.TextsOrNone("keys") is [var held, ..])
        {
            throw new FormatException($"keys: '{held}' cannot be held during a {type} here");
        }

        return type switch
        {
            "click" => Click(arguments, view),
            "double_click" => new ScreenAction.DoubleTap(At(arguments, view)),
            "move" => new ScreenAction.Move(At(arguments, view)),
            "drag" => new ScreenAction.Drag(Path(arguments, view)),
            "scroll" => Scroll(arguments, view),
            "keypress" => new ScreenAction.PressKeys(KeyNames.Canonical("keys", arguments.Texts("keys"))),
            "type" => arguments.Typing("text"),
            "wait" => new ScreenAction.Wait(UsualWait),
            _ => throw new FormatException(
                $"{OpenAiFormat.Kind}: there is no '{type}'; there are click, double_click, drag, keypress, move, screenshot, " +
                "scroll, type, wait"),
        };
    }

    private static ScreenAction Click(CallArguments arguments, ScreenView view) => arguments.Text("button") switch
    {
        "left" => new ScreenAction.Click(At(arguments, view)),
        "right" => new ScreenAction.Click(At(arguments, view), PointerButton.Right),
        "wheel" => new ScreenAction.Click(At(arguments, view), PointerButton.Middle),
        "back" => new ScreenAction.PressButton(DeviceButton.Back),
        var other => throw new FormatException($"button: there is no '{other}' here; there are left, right, wheel, back"),
    };

    private static ScreenAction.Scroll Scroll(CallArguments arguments, ScreenView view)
    {
        var at = At(arguments, view);
        var (x, y) = (arguments.Number("scroll_x"), arguments.Number("scroll_y"));
        var sign = ScrollSign.OpenAiNumbers;
        return view.Space.DistanceToScreen(sign.Right * x, sign.Down * y, view.Screen) is var (right, down)
            ? new ScreenAction.Scroll(at, right, down)
            : throw new FormatException(
                FormattableString.Invariant($"scroll_x, scroll_y: ({x}, {y}) is farther than any screen goes"));
    }

    private static ImmutableArray<ScreenPoint> Path(CallArguments arguments, ScreenView view)
    {
        ImmutableArray<ScreenPoint> path = [.. arguments.Objects("path").Select(point => At(point, view, "path: "))];
        return path.Length >= 2 ? path : throw new FormatException("path: must have at least two points");
    }

    private static ScreenPoint At(CallArguments arguments, ScreenView view, string owner = "") =>
        view.Point($"{owner}x, y", arguments.Number("x"), arguments.Number("y"));
}
