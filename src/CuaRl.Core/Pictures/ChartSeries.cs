namespace CuaRl.Core.Pictures;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name, any text.</param>
/// <param name="Points">Its points, from left to right; those that are not finite are left out.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
