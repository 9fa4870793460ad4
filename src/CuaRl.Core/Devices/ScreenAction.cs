using System.Collections.Immutable;

namespace CuaRl.Core.Devices;

/// <summary>
/// What is done to a device, in pixels of its screen: the one form that every tool format is parsed to and every driver
/// carries out.
/// </summary>
public abstract record ScreenAction
{
    private ScreenAction()
    {
    }

    /// <summary>A finger comes down and leaves.</summary>
    public sealed record Tap(ScreenPoint At) : ScreenAction;

    /// <summary>A button of the mouse is pressed and let go.</summary>
    public sealed record Click(ScreenPoint At, PointerButton Button = PointerButton.Left) : ScreenAction;

    /// <summary>Two taps, or clicks of the left button, in quick succession.</summary>
    public sealed record DoubleTap(ScreenPoint At) : ScreenAction;

    /// <summary>A finger that stays.</summary>
    public sealed record LongPress(ScreenPoint At, TimeSpan Duration) : ScreenAction;

    /// <summary>The pointer goes somewhere, without a button.</summary>
    public sealed record Move(ScreenPoint At) : ScreenAction;

    /// <summary>A finger that comes down in one place and leaves in another: what lies below moves along.</summary>
    public sealed record Swipe(ScreenPoint From, ScreenPoint To, TimeSpan Duration) : ScreenAction;

    /// <summary>What lies at the first point is taken along the path and let go at the last.</summary>
    /// <param name="Path">At least two points.</param>
    public sealed record Drag(ImmutableArray<ScreenPoint> Path) : ScreenAction
    {
        public bool Equals(Drag? other) => other is not null && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

        public override int GetHashCode() => Path.IsDefaultOrEmpty ? 0 : HashCode.Combine(Path.Length, Path[0], Path[^1]);
    }

    /// <summary>The wheel turns: positive distances reveal what is to the right and below, whatever a format's own sign.</summary>
    public sealed record Scroll(ScreenPoint At, int DeltaX, int DeltaY) : ScreenAction;

    /// <summary>Text goes where the focus is.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="IsReplacing">It takes the place of what is there; else it is put behind.</param>
    /// <param name="IsSubmitted">The enter key follows.</param>
    public sealed record TypeText(string Text, bool IsReplacing = false, bool IsSubmitted = false) : ScreenAction;

    /// <summary>Keys of a keyboard, pressed together.</summary>
    /// <param name="Keys">Their names, such as <c>control</c>, <c>s</c>, <c>enter</c>, <c>arrowDown</c>.</param>
    public sealed record PressKeys(ImmutableArray<string> Keys) : ScreenAction
    {
        public bool Equals(PressKeys? other) => other is not null && Keys.AsSpan().SequenceEqual(other.Keys.AsSpan());

        public override int GetHashCode() => Keys.IsDefaultOrEmpty ? 0 : HashCode.Combine(Keys.Length, Keys[0], Keys[^1]);
    }

    /// <summary>A button of the phone.</summary>
    public sealed record PressButton(DeviceButton Button) : ScreenAction;

    /// <summary>Nothing, for a while.</summary>
    public sealed record Wait(TimeSpan Duration) : ScreenAction;
}
