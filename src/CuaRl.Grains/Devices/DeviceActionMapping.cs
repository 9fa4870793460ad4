using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Devices;

/// <summary>The contract's actions as Core's.</summary>
internal static class DeviceActionMapping
{
    private const string Missing = "must be given";

    /// <exception cref="InvalidRequestException">A part of it is missing.</exception>
    public static ScreenAction ToScreenAction(this DeviceAction? action) => action switch
    {
        DeviceAction.Tap tap => new ScreenAction.Tap(Point("at", tap.At)),
        DeviceAction.Click click => new ScreenAction.Click(Point("at", click.At), Button(click.Button)),
        DeviceAction.DoubleTap tap => new ScreenAction.DoubleTap(Point("at", tap.At)),
        DeviceAction.LongPress press => new ScreenAction.LongPress(Point("at", press.At), press.Duration),
        DeviceAction.Move move => new ScreenAction.Move(Point("at", move.At)),
        DeviceAction.Swipe swipe => new ScreenAction.Swipe(Point("from", swipe.From), Point("to", swipe.To), swipe.Duration),
        DeviceAction.Drag drag => new ScreenAction.Drag(Points(drag.Path)),
        DeviceAction.Scroll scroll => new ScreenAction.Scroll(Point("at", scroll.At), scroll.DeltaX, scroll.DeltaY),
        DeviceAction.TypeText text => new ScreenAction.TypeText(text.Text, text.IsReplacing, text.IsSubmitted),
        DeviceAction.PressKeys keys => new ScreenAction.PressKeys(keys.Keys),
        DeviceAction.PressButton press => new ScreenAction.PressButton(Button(press.Button)),
        DeviceAction.Wait wait => new ScreenAction.Wait(wait.Duration),
        _ => throw new InvalidRequestException("action", Missing),
    };

    /// <summary>By name, so that the order of either enumeration may change; one that has none stays unknown.</summary>
    private static DeviceButton Button(DeviceKey key) => key switch
    {
        DeviceKey.Back => DeviceButton.Back,
        DeviceKey.Home => DeviceButton.Home,
        DeviceKey.AppSwitch => DeviceButton.AppSwitch,
        DeviceKey.Menu => DeviceButton.Menu,
        DeviceKey.Power => DeviceButton.Power,
        DeviceKey.VolumeUp => DeviceButton.VolumeUp,
        DeviceKey.VolumeDown => DeviceButton.VolumeDown,
        DeviceKey.VolumeMute => DeviceButton.VolumeMute,
        _ => (DeviceButton)(-1),
    };

    private static PointerButton Button(DevicePointerButton button) => button switch
    {
        DevicePointerButton.Left => PointerButton.Left,
        DevicePointerButton.Right => PointerButton.Right,
        DevicePointerButton.Middle => PointerButton.Middle,
        _ => (PointerButton)(-1),
    };

    private static ScreenPoint Point(string field, DevicePoint? point)
    {
        Rule.Keep(field, point is null ? Missing : null);
        return new(point!.X, point.Y);
    }

    private static ImmutableArray<ScreenPoint> Points(ImmutableArray<DevicePoint> path) =>
        path.IsDefault ? default : [.. path.Select(point => Point("path", point))];
}
