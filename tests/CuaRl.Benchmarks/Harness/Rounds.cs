using System.Diagnostics;

namespace CuaRl.Benchmarks.Harness;

/// <summary>Runs a subject and its raw counterpart in turn, so that noise of the machine falls on both.</summary>
internal static class Rounds
{
    /// <summary>The rate of each, in operations a second, round by round.</summary>
    public static async Task<(double[] Subject, double[] Raw)> AlternateAsync(
        int rounds, Func<Task<double>> subject, Func<Task<double>> raw)
    {
        var subjects = new double[rounds];
        var raws = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            raws[i] = await raw();
            subjects[i] = await subject();
        }

        return (subjects, raws);
    }

    /// <summary>How many operations a second <paramref name="operations"/> of <paramref name="work"/> came to.</summary>
    public static async Task<double> RateAsync(long operations, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median and range of both, and the median of the ratios of each round.</summary>
    public static Dictionary<string, double> Describe(double[] subject, double[] raw) => new()
    {
        ["subject_per_s"] = Math.Round(Median(subject)),
        ["subject_min"] = Math.Round(subject.Min()),
        ["subject_max"] = Math.Round(subject.Max()),
        ["raw_per_s"] = Math.Round(Median(raw)),
        ["raw_min"] = Math.Round(raw.Min()),
        ["raw_max"] = Math.Round(raw.Max()),
    };

    public static double MedianRatio(double[] subject, double[] raw) =>
        Math.Round(Median([.. subject.Zip(raw, (mine, theirs) => mine / theirs)]), 3);
}
