using System.Collections.Immutable;
using System.Globalization;

namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>
/// Lines of a pen, written as in SVG, absolute and with single spaces: <c>M x y</c>, <c>L x y</c>, <c>C</c> with two handles and
/// an end, and <c>O cx cy rx ry</c> for an ellipse. Only sums, products and roots are used: the same on every machine.
/// </summary>
internal sealed class StrokePath
{
    private const int CurvePieces = 10;

    /// <summary>How far the handles of four curves are, as a part of the radius, so that they make an ellipse.</summary>
    private const double Handle = 0.5522847498;

    private readonly ImmutableArray<Stroke>.Builder _strokes = ImmutableArray.CreateBuilder<Stroke>();
    private (double X, double Y) _pen;

    private StrokePath()
    {
    }

    public static ImmutableArray<Stroke> Parse(string text)
    {
        var path = new StrokePath();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start + 1).IndexOfAnyInRange('A', 'Z');
            end = end < 0 ? text.Length : start + 1 + end;
            path.Take(text[start], Numbers(text[(start + 1)..end]));
            start = end;
        }

        return path._strokes.ToImmutable();
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    private void Take(char command, double[] n)
    {
        switch (command)
        {
            case 'M':
                _pen = (n[0], n[1]);
                break;
            case 'L':
                Line(n[0], n[1]);
                break;
            case 'C':
                Curve(n[0], n[1], n[2], n[3], n[4], n[5]);
                break;
            case 'O':
                Ellipse(n[0], n[1], n[2], n[3]);
                break;
            default:
                throw new FormatException($"A path has no command '{command}'.");
        }
    }

    private void Line(double x, double y)
    {
        _strokes.Add(new Stroke(_pen.X, _pen.Y, x, y));
        _pen = (x, y);
    }

    private void Curve(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        var (x0, y0) = _pen;
        for (var i = 1; i <= CurvePieces; i++)
        {
            var t = (double)i / CurvePieces;
            var u = 1 - t;
            var (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t);
            Line((a * x0) + (b * x1) + (c * x2) + (d * x3), (a * y0) + (b * y1) + (c * y2) + (d * y3));
        }
    }

    private void Ellipse(double x, double y, double rx, double ry)
    {
        var (hx, hy) = (rx * Handle, ry * Handle);
        _pen = (x + rx, y);
        Curve(x + rx, y + hy, x + hx, y + ry, x, y + ry);
        Curve(x - hx, y + ry, x - rx, y + hy, x - rx, y);
        Curve(x - rx, y - hy, x - hx, y - ry, x, y - ry);
        Curve(x + hx, y - ry, x + rx, y - hy, x + rx, y);
    }
}
