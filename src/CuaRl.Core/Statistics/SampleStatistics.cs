namespace CuaRl.Core.Statistics;

/// <summary>A sample in three numbers.</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="Mean">Their mean; 0 without any.</param>
/// <param name="StandardDeviation">Their sample standard deviation (n - 1); 0 below two values.</param>
public readonly record struct SampleStatistics(int Count, double Mean, double StandardDeviation)
{
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

        return new SampleStatistics(values.Length, mean, values.Length < 2 ? 0 : Math.Sqrt(squares / (values.Length - 1)));
    }
}
