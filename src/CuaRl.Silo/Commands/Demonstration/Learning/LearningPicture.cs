using CuaRl.Core.Pictures;
using CuaRl.Silo.Commands.Train;

namespace CuaRl.Silo.Commands.Demonstration.Learning;

/// <summary>The learning curve of a training.</summary>
internal static class LearningPicture
{
    private const int Smoothed = 20;

    public static string Draw(string title, IReadOnlyList<TrainPoint> points) => new LineChartPicture
    {
        Title = title,
        Note = FormattableString.Invariant($"of the rollouts of each step, mean of the last {Smoothed} steps"),
        XName = "step",
        YName = "share",
        Series =
        [
            new ChartSeries("success", Curve(points, point => point.Success)),
            new ChartSeries("mixed groups", Curve(points, point => point.FracMixed ?? 0)),
        ],
    }.Draw().ToSvg();

    /// <summary>The mean of a figure over the steps up to each, the last so many of them.</summary>
    internal static List<(double X, double Y)> Curve(IReadOnlyList<TrainPoint> points, Func<TrainPoint, double> figure)
    {
        var (curve, sum) = (new List<(double X, double Y)>(points.Count), 0.0);
        for (var i = 0; i < points.Count; i++)
        {
            sum += figure(points[i]) - (i >= Smoothed ? figure(points[i - Smoothed]) : 0);
            curve.Add((points[i].Step, sum / Math.Min(i + 1, Smoothed)));
        }

        return curve;
    }
}
