using System.Collections.Immutable;

namespace CuaRl.Core.Devices;

/// <summary>What an action may ask of any device. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class ScreenActionRules
{
    /// <summary>The longest text that one action types, in characters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>The most keys pressed together.</summary>
    public const int MaxKeys = 8;

    /// <summary>The most points of a drag.</summary>
    public const int MaxPath = 1_000;

    /// <summary>The longest wait, press or swipe.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(1);

    /// <summary>What is wrong with an action on a screen of that size.</summary>
    public static string? Problem(ScreenAction action, ScreenSize size) => action switch
    {
        ScreenAction.Tap tap => Point(tap.At, size),
        ScreenAction.Click click => Point(click.At, size) ?? Known(click.Button),
        ScreenAction.DoubleTap tap => Point(tap.At, size),
        ScreenAction.LongPress press => Point(press.At, size) ?? Duration(press.Duration),
        ScreenAction.Move move => Point(move.At, size),
        ScreenAction.Swipe swipe => Point(swipe.From, size) ?? Point(swipe.To, size) ?? Duration(swipe.Duration),
        ScreenAction.Drag drag => Path(drag.Path, size),
        ScreenAction.Scroll scroll => Point(scroll.At, size),
        ScreenAction.TypeText type => Text(type.Text),
        ScreenAction.PressKeys press => Keys(press.Keys),
        ScreenAction.PressButton press => Known(press.Button),
        ScreenAction.Wait wait => Duration(wait.Duration),
        _ => $"a device carries out no '{action.GetType().Name}'",
    };

    private static string? Point(ScreenPoint point, ScreenSize size) => size.Contains(point)
        ? null
        : $"the point ({point.X}, {point.Y}) is off the screen, which has {size.Width} by {size.Height} pixels";

    private static string? Path(ImmutableArray<ScreenPoint> path, ScreenSize size)
    {
        if (path.IsDefault || path.Length is < 2 or > MaxPath)
        {
            return $"a drag must have 2 to {MaxPath} points";
        }

        foreach (var point in path)
        {
            if (Point(point, size) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Duration(TimeSpan duration) => duration < TimeSpan.Zero || duration > MaxDuration
        ? $"a duration must be 0 to {MaxDuration.TotalSeconds:0} seconds, not {FormattableString.Invariant($"{duration.TotalSeconds:0.###}")}"
        : null;

    private static string? Text(string? text)
    {
        if (text is null || text.Length > MaxTextLength)
        {
            return $"text must be at most {MaxTextLength} characters";
        }

        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return $"text must hold no control character such as U+{(int)character:X4}; the enter key is an action of its own";
            }
        }

        return null;
    }

    private static string? Keys(ImmutableArray<string> keys)
    {
        if (keys.IsDefault || keys.Length is < 1 or > MaxKeys)
        {
            return $"1 to {MaxKeys} keys must be pressed together";
        }

        foreach (var key in keys)
        {
            if (!KeyNames.IsKnown(key))
            {
                return $"there is no key '{key}'; keys are named such as a, 7, enter, backspace, escape, control, arrowdown, f5";
            }
        }

        return null;
    }

    private static string? Known<T>(T button)
        where T : struct, Enum => Enum.IsDefined(button) ? null : $"there is no button '{button}'";
}
