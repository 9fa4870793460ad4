using System.Text;
using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>
/// Lines over a common scale, such as the rewards of runs over their steps. The scale begins at 0 and takes the same room as
/// the steps of a <see cref="RunTreePicture"/>, so that below one each place is under its step.
/// </summary>
public sealed record LineChartPicture
{
    private const double Width = 1_280;
    private const double Left = RunGrid.PlotStart;
    private const double PlotEnd = RunGrid.PlotEnd;
    private const double Top = 96;
    private const double PlotHeight = 300;
    private const double Foot = 56;
    private const double TitleSize = 18;
    private const double TextSize = 12;
    private const double NameStart = RunGrid.TableStart;

    /// <summary>The most points of a line that are drawn; of more, the extremes of each stretch.</summary>
    private const int MostPoints = 1_200;

    /// <summary>The most lines; as many as there are colours twice over, the second time dashed.</summary>
    private const int MostSeries = 2 * PictureStyle.SeriesColours;

    /// <summary>What stands above.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the title.</summary>
    /// <value>The default is none.</value>
    public string Note { get; init; } = "";

    /// <summary>What lies to the right.</summary>
    public required string XName { get; init; }

    /// <summary>What lies upwards.</summary>
    public required string YName { get; init; }

    /// <summary>The lines; of more than 16, the first.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The greatest value to the right.</summary>
    /// <value>The default is that of the lines.</value>
    public double? XEnd { get; init; }

    /// <summary>Places to mark by an upright line, each with what it is.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<(double X, string Name)> Marks { get; init; } = [];

    /// <summary>Draws the chart.</summary>
    public Picture Draw()
    {
        var canvas = new SvgCanvas();
        canvas.Text(28, 36, TitleSize, Fit(Title, Width - 56, TitleSize), "title");
        canvas.Text(28, 57, TextSize, Fit(Note, Width - 56, TextSize), "faint");
        var series = Series.Take(MostSeries)
            .Select(line => line with { Points = [.. line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))] })
            .ToArray();
        var points = series.SelectMany(line => line.Points).ToArray();
        if (points.Length == 0)
        {
            canvas.Text(28, Top, TextSize, "Nothing to draw yet.", "faint");
            return new Picture(Width, Top + Foot, canvas.Body);
        }

        var across = new Axis(Math.Min(0, points.Min(point => point.X)), XEnd ?? points.Max(point => point.X), Left, PlotEnd);
        var top = points.Max(point => point.Y);
        var bottom = Math.Min(0, points.Min(point => point.Y));
        var up = new Axis(bottom, top + (top - bottom) * 0.04, Top + PlotHeight, Top);
        DrawScales(canvas, across, up);
        DrawMarks(canvas, across);
        foreach (var (index, line) in series.Index().Where(item => item.Item.Points.Count > 0))
        {
            DrawLine(canvas, index, line, across, up);
        }

        DrawNames(canvas, series, up);
        return new Picture(Width, Top + PlotHeight + Foot, canvas.Body);
    }

    private void DrawScales(SvgCanvas canvas, Axis across, Axis up)
    {
        foreach (var tick in up.Ticks(6))
        {
            canvas.Line("grid", Left, up.At(tick), PlotEnd, up.At(tick));
            canvas.Text(Left - 10, up.At(tick) + 4, TextSize - 1, Axis.Label(tick), "faint num", "end");
        }

        foreach (var tick in across.Ticks(9))
        {
            canvas.Text(across.At(tick), Top + PlotHeight + 18, TextSize - 1, Axis.Label(tick), "faint num", "middle");
            canvas.Line("axis", across.At(tick), Top + PlotHeight, across.At(tick), Top + PlotHeight + 4);
        }

        canvas.Line("axis", Left, Top + PlotHeight, PlotEnd, Top + PlotHeight);
        canvas.Text(PlotEnd, Top + PlotHeight + 38, TextSize - 1, XName, "faint", "end");
        canvas.Text(28, Top - 14, TextSize - 1, YName, "faint");
    }

    private void DrawMarks(SvgCanvas canvas, Axis across)
    {
        foreach (var (x, name) in Marks)
        {
            canvas.Line("mark", across.At(x), Top - 6, across.At(x), Top + PlotHeight);
            canvas.Text(across.At(x) + 6, Top - 2, TextSize - 1, Fit(name, 260, TextSize - 1), "faint halo");
        }
    }

    private static void DrawLine(SvgCanvas canvas, int index, ChartSeries line, Axis across, Axis up)
    {
        var data = new StringBuilder();
        foreach (var (x, y) in Thinned(line.Points))
        {
            data.Append(data.Length == 0 ? 'M' : 'L').Append(Number(across.At(x))).Append(' ').Append(Number(up.At(y)));
        }

        var dashes = index >= PictureStyle.SeriesColours ? " stroke-dasharray=\"6 4\"" : "";
        canvas.OpenGroup(line.Name);
        canvas.Path($"run {ColourOf(index, 's')}", data.ToString(), 2, dashes);
        canvas.CloseGroup();
        var last = line.Points[^1];
        canvas.Circle(ColourOf(index, 't'), across.At(last.X), up.At(last.Y), 3.5);
    }

    /// <summary>Names beside the ends of their lines, moved apart where they would overlap.</summary>
    private static void DrawNames(SvgCanvas canvas, IReadOnlyList<ChartSeries> series, Axis up)
    {
        const double Apart = 18;
        var y = double.NegativeInfinity;
        var drawn = series.Index().Where(item => item.Item.Points.Count > 0).OrderByDescending(item => item.Item.Points[^1].Y).ToArray();
        var lowestFirst = Top + PlotHeight - Apart * (drawn.Length - 1);
        foreach (var (index, line) in drawn)
        {
            y = Math.Max(y + Apart, Math.Min(up.At(line.Points[^1].Y), lowestFirst));
            lowestFirst += Apart;
            canvas.Circle(ColourOf(index, 't'), NameStart - 10, y, 4);
            canvas.Text(NameStart, y + 4, TextSize, Fit($"{line.Name}  {Axis.Label(Rounded(line.Points[^1].Y))}", Width - NameStart - 16, TextSize));
        }
    }

    private static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= MostPoints)
        {
            return points;
        }

        const int Kept = 2;
        var stretch = (int)Math.Ceiling(points.Count / (double)(MostPoints / Kept));
        return points.Chunk(stretch).SelectMany(part => new[] { part.MinBy(point => point.Y), part.MaxBy(point => point.Y) }
            .Distinct().OrderBy(point => point.X)).Append(points[^1]);
    }

    private static double Rounded(double value) => Math.Abs(value) >= 10 ? Math.Round(value, 1) : value;

    private static string ColourOf(int index, char kind) =>
        string.Create(Invariant, $"{kind}{index % PictureStyle.SeriesColours}");
}
