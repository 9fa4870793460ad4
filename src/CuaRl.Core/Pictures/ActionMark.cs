using System.Text;
using CuaRl.Core.Devices;
using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>Shows on a screenshot where an action was done: a ring at a tap, an arrow along a swipe.</summary>
/// <param name="canvas">Where to.</param>
/// <param name="left">Where the screenshot is, in pixels of the canvas.</param>
/// <param name="top">Likewise.</param>
/// <param name="scale">Pixels of the canvas to one of the screenshot.</param>
internal sealed class ActionMark(SvgCanvas canvas, double left, double top, double scale)
{
    private const double Radius = 11;
    private const double Thickness = 3;
    private const double HeadLength = 11;

    /// <summary>Draws nothing for an action without a place, such as typing or waiting.</summary>
    public void Draw(ScreenAction action)
    {
        switch (action)
        {
            case ScreenAction.Tap tap:
                Rings(tap.At, 1);
                break;
            case ScreenAction.Click click:
                Rings(click.At, 1);
                break;
            case ScreenAction.DoubleTap tap:
                Rings(tap.At, 2);
                break;
            case ScreenAction.LongPress press:
                Rings(press.At, 1);
                canvas.Circle("spot", X(press.At), Y(press.At), Radius / 2);
                break;
            case ScreenAction.Move move:
                canvas.Circle("spot", X(move.At), Y(move.At), Radius / 2);
                break;
            case ScreenAction.Swipe swipe:
                Arrow([swipe.From, swipe.To]);
                break;
            case ScreenAction.Drag drag:
                Arrow(drag.Path.AsSpan());
                break;
            case ScreenAction.Scroll scroll:
                Arrow([scroll.At, new ScreenPoint(scroll.At.X + scroll.DeltaX, scroll.At.Y + scroll.DeltaY)]);
                break;
        }
    }

    private double X(ScreenPoint point) => left + (scale * (point.X + 0.5));

    private double Y(ScreenPoint point) => top + (scale * (point.Y + 0.5));

    private void Rings(ScreenPoint at, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var radius = Radius + (6 * i);
            canvas.Circle("rim", X(at), Y(at), radius, Thickness + 2);
            canvas.Circle("act", X(at), Y(at), radius, Thickness);
        }
    }

    /// <summary>A line through the points with a dot where it starts and a head where it ends.</summary>
    private void Arrow(ReadOnlySpan<ScreenPoint> path)
    {
        if (path.Length < 2)
        {
            return;
        }

        var line = new StringBuilder();
        foreach (var point in path)
        {
            line.Append(Invariant, $"{(line.Length == 0 ? 'M' : 'L')}{Number(X(point))} {Number(Y(point))}");
        }

        var (from, to) = (path[^2], path[^1]);
        var (dx, dy) = (X(to) - X(from), Y(to) - Y(from));
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length > 0)
        {
            var (ux, uy) = (HeadLength * dx / length, HeadLength * dy / length);
            line.Append(Invariant, $"M{Number(X(to) - ux - (uy * 0.6))} {Number(Y(to) - uy + (ux * 0.6))}L{Number(X(to))} {Number(Y(to))}");
            line.Append(Invariant, $"L{Number(X(to) - ux + (uy * 0.6))} {Number(Y(to) - uy - (ux * 0.6))}");
        }

        canvas.Path("rim", line.ToString(), Thickness + 2);
        canvas.Path("act", line.ToString(), Thickness);
        canvas.Circle("spot", X(path[0]), Y(path[0]), Radius / 2);
    }
}
