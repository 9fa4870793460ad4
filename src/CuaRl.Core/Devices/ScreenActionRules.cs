using System.Collections.Immutable;
using System.Globalization;
using CuaRl.Core.Text;

namespace CuaRl.Core.Devices;

/// <summary>What an action may hold. A broken rule is named by the field, as tools and HTTP clients know it.</summary>
public static class ScreenActionRules
{
    /// <summary>The longest text to type, in characters.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>The most points of a path.</summary>
    public const int MaxPathLength = 1_000;

    /// <summary>The most keys pressed together.</summary>
    public const int MaxKeys = 8;

    /// <summary>The farthest that a wheel turns, in pixels either way.</summary>
    public const int MaxScroll = 100_000;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>The longest press or movement.</summary>
    public static readonly TimeSpan MaxGesture = TimeSpan.FromSeconds(10);

    /// <summary>The field and the rule that it breaks as a sentence; null when the action can be carried out.</summary>
    public static string? Problem(ScreenAction action, ScreenSize screen) =>
        Find(action, screen) is var (field, rule) ? $"{field}: {rule}" : null;

    /// <summary>The same, apart.</summary>
    public static (string Field, string Rule)? Find(ScreenAction action, ScreenSize screen) => action switch
    {
        ScreenAction.Tap tap => On("at", tap.At, screen),
        ScreenAction.Click click => On("at", click.At, screen) ?? Named("button", click.Button),
        ScreenAction.DoubleTap tap => On("at", tap.At, screen),
        ScreenAction.LongPress press => On("at", press.At, screen) ?? Within("duration", press.Duration, MaxGesture),
        ScreenAction.Move move => On("at", move.At, screen),
        ScreenAction.Swipe swipe => On("from", swipe.From, screen) ?? On("to", swipe.To, screen)
            ?? Within("duration", swipe.Duration, MaxGesture),
        ScreenAction.Drag drag => Path(drag.Path, screen),
        ScreenAction.Scroll scroll => On("at", scroll.At, screen) ?? Distance("delta_x", scroll.DeltaX)
            ?? Distance("delta_y", scroll.DeltaY),
        ScreenAction.TypeText text => Typed(text.Text),
        ScreenAction.PressKeys keys => Keys(keys.Keys),
        ScreenAction.PressButton press => Named("button", press.Button),
        ScreenAction.Wait wait => Within("duration", wait.Duration, MaxWait),
        _ => ("action", "must be one that devices carry out"),
    };

    private static (string, string)? On(string field, ScreenPoint point, ScreenSize screen) => screen.Contains(point)
        ? null
        : (field, Sentence($"must lie on the screen of {screen.Width} x {screen.Height} pixels, not at ({point.X}, {point.Y})"));

    private static (string, string)? Path(ImmutableArray<ScreenPoint> path, ScreenSize screen)
    {
        if (path.IsDefault || path.Length is < 2 or > MaxPathLength)
        {
            return ("path", Sentence($"must have 2 to {MaxPathLength} points"));
        }

        foreach (var point in path)
        {
            if (On("path", point, screen) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    private static (string, string)? Typed(string? text) => text switch
    {
        null or { Length: > MaxTextLength } => ("text", Sentence($"must be at most {MaxTextLength} characters")),
        _ when !PlainText.IsStorable(text) => ("text", "must not hold U+0000 or half of a surrogate pair"),
        _ when text.Any(char.IsControl) => ("text", "must not hold control characters; the enter key is an action of its own"),
        _ => null,
    };

    private static (string, string)? Keys(ImmutableArray<string> keys) =>
        keys.IsDefault || keys.Length is < 1 or > MaxKeys ? ("keys", Sentence($"must be 1 to {MaxKeys} keys"))
        : keys.All(KeyNames.IsKnown) ? null
        : ("keys", "must be names of keys, such as a, 7, enter, backspace, escape, control, arrowDown, f5");

    private static (string, string)? Within(string field, TimeSpan duration, TimeSpan most) =>
        duration >= TimeSpan.Zero && duration <= most ? null
        : (field, Sentence($"must be 0 to {most.TotalSeconds} s, not {duration.TotalSeconds} s"));

    private static (string, string)? Distance(string field, int pixels) =>
        pixels is >= -MaxScroll and <= MaxScroll ? null : (field, Sentence($"must be {-MaxScroll} to {MaxScroll}, not {pixels}"));

    private static (string, string)? Named<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value) ? null : (field, "must be one that devices have");

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
