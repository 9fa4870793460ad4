using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>Writes actions as those of <c>mobile_use</c>.</summary>
internal static class QwenMobileEncoder
{
    public static JsonObject? Write(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Tap tap => QwenFormat.Of("click", ("coordinate", WrittenCall.At(tap.At, view))),
        ScreenAction.Click { Button: PointerButton.Left } click =>
            QwenFormat.Of("click", ("coordinate", WrittenCall.At(click.At, view))),
        ScreenAction.LongPress press => QwenFormat.Of(
            "long_press", ("coordinate", WrittenCall.At(press.At, view)), ("time", press.Duration.TotalSeconds)),
        ScreenAction.Swipe swipe => Swipe(swipe.From, swipe.To, view),
        ScreenAction.Drag { Path: [var from, var to] } => Swipe(from, to, view),
        ScreenAction.TypeText { IsReplacing: false } typing =>
            QwenFormat.Of("type", ("text", WrittenCall.Typing(typing))),
        ScreenAction.PressKeys { Keys: ["enter"] } => Button("Enter"),
        ScreenAction.PressButton { Button: DeviceButton.Back } => Button("Back"),
        ScreenAction.PressButton { Button: DeviceButton.Home } => Button("Home"),
        ScreenAction.PressButton { Button: DeviceButton.AppSwitch } => Button("Menu"),
        ScreenAction.PressButton press => AndroidKeys.Name(press.Button) is { } key
            ? QwenFormat.Of("key", ("text", key))
            : null,
        ScreenAction.Wait wait => QwenFormat.Of("wait", ("time", wait.Duration.TotalSeconds)),
        _ => null,
    };

    private static JsonObject Button(string button) => QwenFormat.Of("system_button", ("button", button));

    private static JsonObject Swipe(ScreenPoint from, ScreenPoint to, ScreenView view) => QwenFormat.Of(
        "swipe", ("coordinate", WrittenCall.At(from, view)), ("coordinate2", WrittenCall.At(to, view)));
}
