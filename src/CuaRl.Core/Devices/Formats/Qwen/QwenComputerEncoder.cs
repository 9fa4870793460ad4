using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>Writes actions as those of <c>computer_use</c>.</summary>
internal static class QwenComputerEncoder
{
    public static JsonObject? Write(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Tap tap => On("left_click", tap.At, view),
        ScreenAction.Click click => On(Name(click.Button), click.At, view),
        ScreenAction.DoubleTap tap => On("double_click", tap.At, view),
        ScreenAction.Move move => On("mouse_move", move.At, view),
        ScreenAction.Swipe swipe when swipe.From == view.Cursor => On("left_click_drag", swipe.To, view),
        ScreenAction.Drag { Path: [var from, var to] } when from == view.Cursor => On("left_click_drag", to, view),
        ScreenAction.Scroll scroll => Scroll(scroll, view),
        ScreenAction.TypeText { IsReplacing: false } typing =>
            QwenFormat.Of("type", ("text", WrittenCall.Typing(typing))),
        ScreenAction.PressKeys press => KeyNames.Named(press.Keys, key => key.PyAutoGui) is { } keys
            ? QwenFormat.Of("key", ("keys", WrittenCall.Array(keys)))
            : null,
        ScreenAction.Wait wait => QwenFormat.Of("wait", ("time", wait.Duration.TotalSeconds)),
        _ => null,
    };

    private static string Name(PointerButton button) => button switch
    {
        PointerButton.Right => "right_click",
        PointerButton.Middle => "middle_click",
        _ => "left_click",
    };

    private static JsonObject? Scroll(ScreenAction.Scroll scroll, ScreenView view)
    {
        var (x, y) = view.Space.DistanceFromScreen(scroll.DeltaX, scroll.DeltaY, view.Screen);
        return (x, y) switch
        {
            (0, _) => Put(On("scroll", scroll.At, view), y * ScrollSign.QwenNumbers.Down),
            (_, 0) => Put(On("hscroll", scroll.At, view), x * ScrollSign.QwenNumbers.Right),
            _ => null,
        };
    }

    private static JsonObject On(string action, ScreenPoint at, ScreenView view) =>
        QwenFormat.Of(action, ("coordinate", WrittenCall.At(at, view)));

    private static JsonObject Put(JsonObject call, int pixels)
    {
        call["pixels"] = pixels;
        return call;
    }
}
