using System.Globalization;
using CuaRl.Core.Pictures;
using CuaRl.Silo.Pictures;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>The picture of a story: its run tree, and below it how the returns of the runs went.</summary>
internal static class StoryPicture
{
    private const int Smoothed = 10;

    public static string Draw(StoryEnding ending)
    {
        var tree = RunTreePictures.Draw($"CartPole: {ending.Plan.Story.Title}", ending.Tree);
        var curves = new LineChartPicture
        {
            Title = "Rewards",
            Note = string.Create(CultureInfo.InvariantCulture, $"return of an episode, mean of the last {Smoothed}"),
            XName = "step",
            YName = "return",
            XEnd = ending.Plan.Steps,
            Series = [.. ending.Histories.Select(history => new ChartSeries(history.Run.Definition.Name, Curve(history)))],
            Marks = [(ending.Plan.BranchAt, string.Create(CultureInfo.InvariantCulture, $"branched at step {ending.Plan.BranchAt:#,0}"))],
        };
        return Picture.Stack(tree, curves.Draw()).ToSvg();
    }

    /// <summary>The run's own part of the curve, tied to the last point that it inherited.</summary>
    private static List<(double X, double Y)> Curve(RunHistory history)
    {
        var episodes = history.Episodes();
        var curve = episodes.Select((episode, i) =>
            (X: episode.Step, Y: episodes.Skip(i + 1 - Smoothed).Take(Math.Min(i + 1, Smoothed)).Average(past => past.Return))).ToList();
        return curve[Math.Max(0, curve.FindLastIndex(point => point.X <= history.BranchStep))..];
    }
}
