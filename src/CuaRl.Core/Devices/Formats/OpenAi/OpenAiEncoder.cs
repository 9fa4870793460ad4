using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.OpenAi;

/// <summary>Writes actions as those of a <c>computer_call</c>.</summary>
internal static class OpenAiEncoder
{
    public static JsonObject? Write(ScreenAction action, ScreenView view) => action switch
    {
        ScreenAction.Tap tap => Click("left", tap.At, view),
        ScreenAction.Click click => Click(Name(click.Button), click.At, view),
        ScreenAction.DoubleTap tap => Put(Of("double_click"), tap.At, view, ("keys", null)),
        ScreenAction.Move move => Put(Of("move"), move.At, view),
        ScreenAction.Swipe swipe => Drag([swipe.From, swipe.To], view),
        ScreenAction.Drag drag => Drag(drag.Path, view),
        ScreenAction.Scroll scroll => Scroll(scroll, view),
        ScreenAction.TypeText { IsReplacing: false } typing => Of("type", ("text", WrittenCall.Typing(typing))),
        ScreenAction.PressKeys press => KeyNames.Named(press.Keys, key => key.OpenAi) is { } keys
            ? Of("keypress", ("keys", WrittenCall.Array(keys)))
            : null,
        ScreenAction.Wait => Of("wait"),
        _ => null,
    };

    private static JsonObject Click(string button, ScreenPoint at, ScreenView view) =>
        Put(Of("click", ("button", button)), at, view);

    private static string Name(PointerButton button) => button switch
    {
        PointerButton.Right => "right",
        PointerButton.Middle => "wheel",
        _ => "left",
    };

    private static JsonObject Scroll(ScreenAction.Scroll scroll, ScreenView view)
    {
        var (x, y) = view.Space.DistanceFromScreen(scroll.DeltaX, scroll.DeltaY, view.Screen);
        var sign = ScrollSign.OpenAiNumbers;
        return Put(Of("scroll"), scroll.At, view, ("scroll_x", sign.Right * x), ("scroll_y", sign.Down * y));
    }

    private static JsonObject Drag(IEnumerable<ScreenPoint> path, ScreenView view) =>
        Of("drag", ("path", new JsonArray([.. path.Select(point => Put([], point, view))])));

    private static JsonObject Put(
        JsonObject call, ScreenPoint at, ScreenView view, params (string Member, JsonNode? Value)[] members)
    {
        (call["x"], call["y"]) = view.Space.FromScreen(at, view.Screen);
        foreach (var (member, value) in members)
        {
            call[member] = value;
        }

        return call;
    }

    private static JsonObject Of(string type, params (string Member, JsonNode Value)[] members) =>
        WrittenCall.Of(OpenAiFormat.Kind, type, members);
}
