namespace CuaRl.Core.Devices.Formats;

/// <summary>A screen as a model sees it.</summary>
/// <param name="Screen">The size of the screen, in pixels.</param>
/// <param name="Space">The coordinates in which the model speaks of it.</param>
/// <param name="Cursor">Where the pointer is, for calls that begin where it is; null when that is not known.</param>
public sealed record ScreenView(ScreenSize Screen, CoordinateSpace Space, ScreenPoint? Cursor = null)
{
    /// <summary>The middle of the screen.</summary>
    public ScreenPoint Center => new(Screen.Width / 2, Screen.Height / 2);

    /// <summary>The view with the pointer where an action leaves it.</summary>
    public ScreenView After(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => this with { Cursor = tap.At },
        ScreenAction.Click click => this with { Cursor = click.At },
        ScreenAction.DoubleTap tap => this with { Cursor = tap.At },
        ScreenAction.LongPress press => this with { Cursor = press.At },
        ScreenAction.Move move => this with { Cursor = move.At },
        ScreenAction.Swipe swipe => this with { Cursor = swipe.To },
        ScreenAction.Drag { Path: [.., var last] } => this with { Cursor = last },
        ScreenAction.Scroll scroll => this with { Cursor = scroll.At },
        _ => this,
    };

    /// <exception cref="FormatException">It is beyond the screen.</exception>
    internal ScreenPoint Point(string member, double x, double y) =>
        Space.ToScreen(x, y, Screen) ?? throw new FormatException(
            FormattableString.Invariant($"{member}: ({x}, {y}) is not on the screen, which goes from (0, 0) to ")
            + FormattableString.Invariant($"({Space.LastX}, {Space.LastY})"));
}
