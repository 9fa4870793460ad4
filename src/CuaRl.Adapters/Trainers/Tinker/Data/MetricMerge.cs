using System.Globalization;

namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>
/// The metrics of a request that was sent in parts: named <c>name:reduction</c>, which says how parts become a whole. What a part does not
/// have and what is reduced in a way that is not known is left out.
/// </summary>
internal static class MetricMerge
{
    /// <param name="parts">The metrics of each part, and of how many datums it is.</param>
    public static Dictionary<string, double> Of(IReadOnlyList<(IReadOnlyDictionary<string, double> Metrics, int Datums)> parts)
    {
        var merged = new Dictionary<string, double>(StringComparer.Ordinal);
        if (parts.Count == 1)
        {
            return new Dictionary<string, double>(parts[0].Metrics, StringComparer.Ordinal);
        }

        foreach (var name in parts[0].Metrics.Keys.Where(name => parts.All(part => part.Metrics.ContainsKey(name))))
        {
            double[] values = [.. parts.Select(part => part.Metrics[name])];
            switch (name[(name.LastIndexOf(':') + 1)..])
            {
                case "sum":
                    merged[name] = values.Sum();
                    break;
                case "mean" or "slack":
                    merged[name] = parts.Sum(part => part.Metrics[name] * part.Datums) / parts.Sum(part => part.Datums);
                    break;
                case "min":
                    merged[name] = values.Min();
                    break;
                case "max":
                    merged[name] = values.Max();
                    break;
                case "unique":
                    for (var i = 0; i < values.Length; i++)
                    {
                        merged[i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{i}")] = values[i];
                    }

                    break;
            }
        }

        return merged;
    }
}
