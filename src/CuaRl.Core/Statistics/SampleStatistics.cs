namespace CuaRl.Core.Statistics;

/// <summary>A sample in three numbers.</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="Mean">Their mean; 0 without any.</param>
/// <param name="StandardDeviation">Their sample standard deviation (n - 1); 0 below two values.</param>
public readonly record struct SampleStatistics(int Count, double Mean, double StandardDeviation)
{
    /// <summary>Their standard deviation as a population (n); 0 below two values.</summary>
    public double PopulationDeviation { get; init; }

    /// <summary>The statistics of these values.</summary>
    public static SampleStatistics Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return values.Length < 2
            ? new SampleStatistics(values.Length, mean, 0)
            : new SampleStatistics(values.Length, mean, Math.Sqrt(squares / (values.Length - 1)))
            {
                PopulationDeviation = Math.Sqrt(squares / values.Length),
            };
    }
}
