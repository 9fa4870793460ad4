namespace CuaRl.Core.Grpo.Batches;

/// <summary>How a step's datums are split over its optimizer steps.</summary>
public static class Substeps
{
    /// <summary>
    /// Ranges of datums that follow each other, one for each substep, of sizes that differ by one at most: tinker-cookbook's
    /// <c>split_list</c>, with edge i at the whole part of i n / k. Fewer datums than substeps make fewer substeps.
    /// </summary>
    /// <param name="count">n, the number of datums.</param>
    /// <param name="substeps">num_substeps, at least 1.</param>
    public static Range[] Split(int count, int substeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        var parts = Math.Min(substeps, count);
        var size = count / (double)parts;
        var ranges = new Range[parts];
        for (var i = 0; i < parts; i++)
        {
            ranges[i] = new Range((int)(i * size), i == parts - 1 ? count : (int)((i + 1) * size));
        }

        return ranges;
    }
}
