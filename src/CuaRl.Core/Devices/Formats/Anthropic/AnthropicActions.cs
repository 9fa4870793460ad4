using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Anthropic;

/// <summary>What the actions of the <c>computer</c> tool mean.</summary>
internal static class AnthropicActions
{
    /// <summary>One notch of a wheel, of which <c>scroll_amount</c> is a number, in pixels of the screen.</summary>
    public const int Notch = 100;

    private const double MostNotches = 100;
    private const double LongestWait = 300;

    /// <exception cref="FormatException">An argument is wrong.</exception>
    public static ParsedCall Understand(CallArguments arguments, ScreenView view, bool canZoom) =>
        arguments.Text(AnthropicFormat.Kind) switch
        {
            "screenshot" => new ParsedCall.Screenshot(),
            "zoom" when canZoom => new ParsedCall.Screenshot(Region(arguments, view)),
            var action => new ParsedCall.Act([Action(action, arguments, view)]),
        };

    private static ScreenAction Action(string action, CallArguments arguments, ScreenView view) => action switch
    {
        "left_click" => new ScreenAction.Click(Free(arguments, view)),
        "right_click" => new ScreenAction.Click(Free(arguments, view), PointerButton.Right),
        "middle_click" => new ScreenAction.Click(Free(arguments, view), PointerButton.Middle),
        "double_click" or "triple_click" => new ScreenAction.DoubleTap(Free(arguments, view)),
        "mouse_move" => new ScreenAction.Move(arguments.Point("coordinate", view)),
        "left_click_drag" => new ScreenAction.Drag([Start(arguments, view), arguments.Point("coordinate", view)]),
        "scroll" => Scroll(arguments, view),
        "type" => arguments.Typing("text"),
        "key" => new ScreenAction.PressKeys(KeyNames.Canonical("text", arguments.Text("text").Split('+'))),
        "wait" => new ScreenAction.Wait(arguments.Seconds("duration", 0, LongestWait)),
        "hold_key" or "left_mouse_down" or "left_mouse_up" or "cursor_position" => throw new FormatException(
            $"action: '{action}' is not offered here; use key, left_click_drag or screenshot"),
        _ => throw new FormatException(
            $"action: there is no '{action}' here; there are key, type, mouse_move, left_click, left_click_drag, right_click, " +
            "middle_click, double_click, triple_click, scroll, wait, screenshot"),
    };

    /// <summary>Where a click goes that holds down no other key.</summary>
    private static ScreenPoint Free(CallArguments arguments, ScreenView view) =>
        arguments.TextOrNull("text") is { Length: > 0 } held
            ? throw new FormatException($"text: '{held}' cannot be held during a click or scroll here")
            : arguments.Has("coordinate") ? arguments.Point("coordinate", view)
            : view.Cursor ?? throw new FormatException("coordinate: is missing, and it is not known where the pointer is");

    private static ScreenPoint Start(CallArguments arguments, ScreenView view) =>
        arguments.Has("start_coordinate")
            ? arguments.Point("start_coordinate", view)
            : view.Cursor ?? throw new FormatException("start_coordinate: is missing, and it is not known where the pointer is");

    private static ScreenAction.Scroll Scroll(CallArguments arguments, ScreenView view)
    {
        var at = Free(arguments, view.Cursor is null ? view with { Cursor = view.Center } : view);
        var (x, y) = ScrollSign.AnthropicWords.Of("scroll_direction", arguments.Text("scroll_direction"));
        var notches = arguments.Number("scroll_amount");
        if (notches is < 0 or > MostNotches)
        {
            throw new FormatException(
                FormattableString.Invariant($"scroll_amount: must be from 0 to {MostNotches}, not {notches}"));
        }

        var distance = (int)Math.Round(notches * Notch);
        return new ScreenAction.Scroll(at, x * distance, y * distance);
    }

    private static ScreenBounds Region(CallArguments arguments, ScreenView view)
    {
        var corners = arguments.Numbers("region", 4);
        var (from, to) = (view.Point("region", corners[0], corners[1]), view.Point("region", corners[2], corners[3]));
        return from.X < to.X && from.Y < to.Y
            ? new ScreenBounds(from.X, from.Y, to.X - from.X, to.Y - from.Y)
            : throw new FormatException("region: must be the left upper and the right lower corner");
    }
}
