using System.Collections.Immutable;
using CuaRl.Core.Text;

namespace CuaRl.Core.Trainings;

/// <summary>A setting in which configurations differ.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Values">Its value in each configuration, as JSON; null where it is not set.</param>
public sealed record ConfigDifference(string Key, ImmutableArray<string?> Values)
{
    /// <summary>The settings in which configurations differ, by name in ordinal order.</summary>
    /// <param name="configs">The configurations, each a JSON object in UTF-8.</param>
    /// <exception cref="FormatException">One is no JSON object.</exception>
    public static ImmutableArray<ConfigDifference> Between(params IEnumerable<ReadOnlyMemory<byte>> configs)
    {
        Dictionary<string, (string Raw, string Canonical)>[] all =
            [.. configs.Select(config => CanonicalJson.Members(config.Span))];
        return
        [
            .. from key in all.SelectMany(config => config.Keys).Distinct().Order(StringComparer.Ordinal)
               where all.Select(config => config.GetValueOrDefault(key).Canonical).Distinct().Count() > 1
               select new ConfigDifference(key, [.. all.Select(config => config.GetValueOrDefault(key).Raw)]),
        ];
    }
}
