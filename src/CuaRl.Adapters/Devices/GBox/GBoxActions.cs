using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>Actions as GBox names them. Of its forms only those are used that mean pixels and have one sign.</summary>
internal static class GBoxActions
{
    /// <summary>The route's last part and the body; null for waiting, which is no call.</summary>
    public static (string Name, GBoxActionBody Body)? Of(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => ("tap", At(tap.At)),
        ScreenAction.Click click => ("click", At(click.At) with { Button = Name(click.Button) }),
        ScreenAction.DoubleTap tap => ("click", At(tap.At) with { Button = Name(PointerButton.Left), Double = true }),
        ScreenAction.LongPress press => ("long-press", At(press.At) with { Duration = GBoxDuration.Format(press.Duration) }),
        ScreenAction.Move move => ("move", At(move.At)),
        ScreenAction.Swipe swipe => ("swipe", Body with
        {
            Start = Point(swipe.From), End = Point(swipe.To), Duration = GBoxDuration.Format(swipe.Duration),
        }),
        ScreenAction.Drag { Path: [var from, var to] } => ("drag", Body with { Start = Point(from), End = Point(to) }),
        ScreenAction.Drag drag => ("drag", Body with { Path = [.. drag.Path.Select(Point)] }),
        ScreenAction.Scroll scroll => ("scroll", At(scroll.At) with { ScrollX = scroll.DeltaX, ScrollY = scroll.DeltaY }),
        ScreenAction.TypeText typed => ("type", Body with
        {
            Text = typed.Text, Mode = typed.IsReplacing ? "replace" : "append", PressEnter = typed.IsSubmitted,
        }),
        ScreenAction.PressKeys press => ("press-key", Body with { Keys = press.Keys, Combination = press.Keys.Length > 1 }),
        ScreenAction.PressButton press => ("press-button", Body with { Buttons = [Name(press.Button)] }),
        ScreenAction.Wait => null,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No action of GBox."),
    };

    /// <summary>The action of a body, as the server has it.</summary>
    /// <exception cref="FormatException">The body is not of this action; the message says what it needs.</exception>
    public static ScreenAction Read(string name, GBoxActionBody body) => name switch
    {
        "tap" => new ScreenAction.Tap(At(body)),
        "click" when body.Double == true => new ScreenAction.DoubleTap(At(body)),
        "click" => new ScreenAction.Click(At(body), Value<PointerButton>(body.Button ?? "left", "button")),
        "long-press" => new ScreenAction.LongPress(At(body), Duration(body, TimeSpan.FromSeconds(1))),
        "move" => new ScreenAction.Move(At(body)),
        "swipe" => new ScreenAction.Swipe(
            Point(body.Start, "start"), Point(body.End, "end"), Duration(body, TimeSpan.FromMilliseconds(500))),
        "drag" when body.Path is { Length: >= 2 } path => new ScreenAction.Drag([.. path.Select(point => Point(point, "path"))]),
        "drag" => new ScreenAction.Drag([Point(body.Start, "start"), Point(body.End, "end")]),
        "scroll" => new ScreenAction.Scroll(
            At(body), body.ScrollX ?? throw Needs("scrollX"), body.ScrollY ?? throw Needs("scrollY")),
        "type" => new ScreenAction.TypeText(
            body.Text ?? throw Needs("text"), body.Mode == "replace", body.PressEnter == true),
        "press-key" when body.Keys is { Length: > 0 } keys && (keys.Length == 1 || body.Combination == true) =>
            new ScreenAction.PressKeys(keys),
        "press-key" => throw Needs("keys, one or a combination"),
        "press-button" when body.Buttons is [var button] => new ScreenAction.PressButton(Value<DeviceButton>(button, "buttons")),
        "press-button" => throw Needs("buttons, with one name"),
        _ => throw new FormatException($"there is no action '{name}'"),
    };

    private static GBoxActionBody Body => new() { Options = GBoxActionOptions.NoScreenshots };

    private static GBoxActionBody At(ScreenPoint point) => Body with { X = point.X, Y = point.Y };

    private static GBoxPoint Point(ScreenPoint point) => new(point.X, point.Y);

    private static ScreenPoint At(GBoxActionBody body) =>
        new(body.X ?? throw Needs("x"), body.Y ?? throw Needs("y"));

    private static ScreenPoint Point(GBoxPoint? point, string name) =>
        point is null ? throw Needs(name) : new ScreenPoint(point.X, point.Y);

    private static TimeSpan Duration(GBoxActionBody body, TimeSpan fallback) =>
        body.Duration is null ? fallback : GBoxDuration.Parse(body.Duration) ?? throw Needs("duration, such as 500ms");

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static T Value<T>(string name, string member)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (T?)value).FirstOrDefault(value => Name(value!.Value) == name)
            ?? throw Needs($"{member}, one of {string.Join(", ", Enum.GetValues<T>().Select(Name))}");

    private static FormatException Needs(string member) => new($"the action needs {member}");
}
