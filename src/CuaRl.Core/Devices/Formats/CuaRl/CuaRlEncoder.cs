using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>
/// Writes actions as calls of cua_rl's tools, with coordinates: what a thing is called cannot be told from its place.
/// </summary>
internal static class CuaRlEncoder
{
    public static (string Tool, JsonObject Arguments)? Write(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Wait wait => (CuaRlFormat.Wait, new JsonObject { ["duration"] = wait.Duration.TotalSeconds }),
        _ => Arguments(action, view) is { } arguments ? (CuaRlFormat.Act, arguments) : null,
    };

    private static JsonObject? Arguments(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Tap tap => Of("tap", ("target", Target(tap.At, view))),
        ScreenAction.Click { Button: PointerButton.Middle } => null,
        ScreenAction.Click click => Of(
            "click",
            ("option", click.Button == PointerButton.Right ? "right" : "left"),
            ("target", Target(click.At, view))),
        ScreenAction.DoubleTap tap => Of("click", ("option", "double"), ("target", Target(tap.At, view))),
        ScreenAction.LongPress press => Of(
            "long_press", ("target", Target(press.At, view)), ("duration", GBoxDuration.Write(press.Duration))),
        ScreenAction.Swipe swipe => Of(
            "swipe",
            ("start_target", Target(swipe.From, view)),
            ("end_target", Target(swipe.To, view)),
            ("duration", GBoxDuration.Write(swipe.Duration))),
        ScreenAction.Drag { Path: [var from, var to] } => Of(
            "drag", ("start_target", Target(from, view)), ("end_target", Target(to, view))),
        ScreenAction.Scroll scroll => Scroll(scroll, view),
        ScreenAction.TypeText { IsReplacing: false } typing => Of("input", ("text", WrittenCall.Typing(typing))),
        ScreenAction.PressKeys press => KeyNames.Named(press.Keys, key => key.Canonical) is { } keys
            ? Of("key_press", ("keys", WrittenCall.Array(keys)))
            : null,
        ScreenAction.PressButton press => Of("button_press", ("button", CuaRlButtons.Name(press.Button))),
        _ => null,
    };

    private static JsonObject? Scroll(ScreenAction.Scroll scroll, ScreenView view)
    {
        var (x, y) = view.Space.DistanceFromScreen(scroll.DeltaX, scroll.DeltaY, view.Screen);
        return ScrollSign.GBoxWords.Word(x, y) is var (direction, distance) && distance > 0
            ? Of("scroll", ("direction", direction), ("distance", distance), ("target", Target(scroll.At, view)))
            : null;
    }

    private static JsonObject Target(ScreenPoint at, ScreenView view) =>
        new() { ["element"] = "point", ["coordinates"] = WrittenCall.At(at, view) };

    private static JsonObject Of(string type, params (string Member, JsonNode Value)[] members) =>
        WrittenCall.Of(CuaRlFormat.Kind, type, members);
}
