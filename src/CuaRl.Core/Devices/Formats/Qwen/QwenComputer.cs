using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>What the actions of <c>computer_use</c> mean.</summary>
internal static class QwenComputer
{
    private const double LongestWait = 300;

    /// <exception cref="FormatException">An argument is wrong.</exception>
    public static ParsedCall Understand(CallArguments arguments, ScreenView view) => arguments.Text(QwenFormat.Kind) switch
    {
        "terminate" => QwenFormat.Terminate(arguments),
        "answer" => new ParsedCall.Finish(IsSuccess: true, arguments.Text("text")),
        var action => new ParsedCall.Act([Action(action, arguments, view)]),
    };

    private static ScreenAction Action(string action, CallArguments arguments, ScreenView view) => action switch
    {
        "left_click" => new ScreenAction.Click(At(arguments, view)),
        "right_click" => new ScreenAction.Click(At(arguments, view), PointerButton.Right),
        "middle_click" => new ScreenAction.Click(At(arguments, view), PointerButton.Middle),
        "double_click" or "triple_click" => new ScreenAction.DoubleTap(At(arguments, view)),
        "mouse_move" => new ScreenAction.Move(arguments.Point("coordinate", view)),
        "left_click_drag" => new ScreenAction.Drag(
        [
            view.Cursor ?? throw new FormatException(
                "action: left_click_drag starts at the pointer, and it is not known where that is; use mouse_move first"),
            arguments.Point("coordinate", view),
        ]),
        "scroll" => Scroll(arguments, view, isSideways: false),
        "hscroll" => Scroll(arguments, view, isSideways: true),
        "key" => new ScreenAction.PressKeys(KeyNames.Canonical("keys", arguments.Texts("keys"))),
        "type" => arguments.Typing("text"),
        "wait" => new ScreenAction.Wait(arguments.Seconds("time", 0, LongestWait)),
        _ => throw new FormatException(
            $"action: there is no '{action}'; there are key, type, mouse_move, left_click, left_click_drag, right_click, " +
            "middle_click, double_click, triple_click, scroll, hscroll, wait, terminate, answer"),
    };

    /// <summary>Clicks of Qwen2.5-VL go where the pointer is.</summary>
    private static ScreenPoint At(CallArguments arguments, ScreenView view) =>
        arguments.Has("coordinate")
            ? arguments.Point("coordinate", view)
            : view.Cursor ?? throw new FormatException("coordinate: is missing, and it is not known where the pointer is");

    private static ScreenAction.Scroll Scroll(CallArguments arguments, ScreenView view, bool isSideways)
    {
        var at = At(arguments, view.Cursor is null ? view with { Cursor = view.Center } : view);
        var pixels = arguments.Number("pixels");
        var (x, y) = isSideways ? (pixels * ScrollSign.QwenNumbers.Right, 0d) : (0d, pixels * ScrollSign.QwenNumbers.Down);
        return view.Space.DistanceToScreen(x, y, view.Screen) is var (right, down)
            ? new ScreenAction.Scroll(at, right, down)
            : throw new FormatException(FormattableString.Invariant($"pixels: {pixels} is farther than any screen goes"));
    }
}
