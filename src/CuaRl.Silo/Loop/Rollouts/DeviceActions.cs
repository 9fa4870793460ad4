using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>Core's actions as the contract's.</summary>
internal static class DeviceActions
{
    public static DeviceAction Of(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => new DeviceAction.Tap { At = Point(tap.At) },
        ScreenAction.Click click => new DeviceAction.Click { At = Point(click.At), Button = Enum.Parse<DevicePointerButton>(click.Button.ToString()) },
        ScreenAction.DoubleTap tap => new DeviceAction.DoubleTap { At = Point(tap.At) },
        ScreenAction.LongPress press => new DeviceAction.LongPress { At = Point(press.At), Duration = press.Duration },
        ScreenAction.Move move => new DeviceAction.Move { At = Point(move.At) },
        ScreenAction.Swipe swipe => new DeviceAction.Swipe { From = Point(swipe.From), To = Point(swipe.To), Duration = swipe.Duration },
        ScreenAction.Drag drag => new DeviceAction.Drag { Path = [.. drag.Path.Select(Point)] },
        ScreenAction.Scroll scroll => new DeviceAction.Scroll { At = Point(scroll.At), DeltaX = scroll.DeltaX, DeltaY = scroll.DeltaY },
        ScreenAction.TypeText text => new DeviceAction.TypeText
        {
            Text = text.Text, IsReplacing = text.IsReplacing, IsSubmitted = text.IsSubmitted,
        },
        ScreenAction.PressKeys keys => new DeviceAction.PressKeys { Keys = keys.Keys },
        ScreenAction.PressButton press => new DeviceAction.PressButton { Button = Enum.Parse<DeviceKey>(press.Button.ToString()) },
        ScreenAction.Wait wait => new DeviceAction.Wait { Duration = wait.Duration },
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "no action of the contract"),
    };

    private static DevicePoint Point(ScreenPoint point) => new() { X = point.X, Y = point.Y };
}
