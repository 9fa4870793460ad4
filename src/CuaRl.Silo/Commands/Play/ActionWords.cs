using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Play;

namespace CuaRl.Silo.Commands.Play;

/// <summary>What was done on a device, in a few words.</summary>
internal static class ActionWords
{
    public static string Of(PlayerMove move) => move switch
    {
        PlayerMove.Act act => Of(act.Action),
        PlayerMove.Finish finish => $"finish: {finish.Message}",
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };

    private static string Of(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => $"tap {Of(tap.At)}",
        ScreenAction.Click click => $"click {Of(click.At)}",
        ScreenAction.DoubleTap tap => $"double tap {Of(tap.At)}",
        ScreenAction.LongPress press => $"long press {Of(press.At)}",
        ScreenAction.Move move => $"move to {Of(move.At)}",
        ScreenAction.Swipe swipe => $"swipe {Of(swipe.From)} to {Of(swipe.To)}",
        ScreenAction.Drag drag => $"drag {Of(drag.Path[0])} to {Of(drag.Path[^1])}",
        ScreenAction.Scroll scroll => FormattableString.Invariant($"scroll {scroll.DeltaX},{scroll.DeltaY}"),
        ScreenAction.TypeText type => $"type '{type.Text}'{(type.IsSubmitted ? " and enter" : "")}",
        ScreenAction.PressKeys press => $"press {string.Join('+', press.Keys)}",
        ScreenAction.PressButton press => $"button {press.Button}",
        ScreenAction.Wait wait => FormattableString.Invariant($"wait {wait.Duration.TotalSeconds} s"),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    private static string Of(ScreenPoint point) => FormattableString.Invariant($"{point.X},{point.Y}");
}
