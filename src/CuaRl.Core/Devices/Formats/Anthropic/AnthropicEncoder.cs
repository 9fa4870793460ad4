using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Anthropic;

/// <summary>Writes actions as those of the <c>computer</c> tool.</summary>
internal static class AnthropicEncoder
{
    public static JsonObject? Write(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Tap tap => Of("left_click", ("coordinate", WrittenCall.At(tap.At, view))),
        ScreenAction.Click click => Of(Name(click.Button), ("coordinate", WrittenCall.At(click.At, view))),
        ScreenAction.DoubleTap tap => Of("double_click", ("coordinate", WrittenCall.At(tap.At, view))),
        ScreenAction.Move move => Of("mouse_move", ("coordinate", WrittenCall.At(move.At, view))),
        ScreenAction.Swipe swipe => Drag(swipe.From, swipe.To, view),
        ScreenAction.Drag { Path: [var from, var to] } => Drag(from, to, view),
        ScreenAction.Scroll scroll => Scroll(scroll, view),
        ScreenAction.TypeText { IsReplacing: false } typing => Of("type", ("text", WrittenCall.Typing(typing))),
        ScreenAction.PressKeys press => KeyNames.Named(press.Keys, key => key.Xdotool) is { } keys
            ? Of("key", ("text", string.Join('+', keys)))
            : null,
        ScreenAction.Wait wait => Of("wait", ("duration", wait.Duration.TotalSeconds)),
        _ => null,
    };

    private static string Name(PointerButton button) => button switch
    {
        PointerButton.Right => "right_click",
        PointerButton.Middle => "middle_click",
        _ => "left_click",
    };

    private static JsonObject Drag(ScreenPoint from, ScreenPoint to, ScreenView view) =>
        Of("left_click_drag", ("start_coordinate", WrittenCall.At(from, view)), ("coordinate", WrittenCall.At(to, view)));

    /// <summary>Whole notches: at least one.</summary>
    private static JsonObject? Scroll(ScreenAction.Scroll scroll, ScreenView view) =>
        ScrollSign.AnthropicWords.Word(scroll.DeltaX, scroll.DeltaY) is var (direction, distance) && distance > 0
            ? Of(
                "scroll",
                ("coordinate", WrittenCall.At(scroll.At, view)),
                ("scroll_direction", direction),
                ("scroll_amount", Math.Max(1, (int)Math.Round((double)distance / AnthropicActions.Notch))))
            : null;

    private static JsonObject Of(string action, params (string Member, JsonNode Value)[] members) =>
        WrittenCall.Of(AnthropicFormat.Kind, action, members);
}
