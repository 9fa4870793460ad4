using System.Text.Json.Serialization;

namespace CuaRl.Benchmarks.Harness;

/// <summary>One measured figure against its bar.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median of the rounds.</param>
/// <param name="Unit">The unit of the value.</param>
/// <param name="Bar">What it must be, as text such as <c>&gt;= 0.5</c>; null when it is for information.</param>
/// <param name="Holds">Whether the bar is kept; true without one.</param>
/// <param name="Raw">What the value was made from: rates of subject and raw counterpart, ranges, counts.</param>
internal sealed record Figure(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("bar")] string? Bar,
    [property: JsonPropertyName("holds")] bool Holds,
    [property: JsonPropertyName("raw")] IReadOnlyDictionary<string, double> Raw)
{
    public static Figure AtLeast(string name, double value, string unit, double bar, IReadOnlyDictionary<string, double> raw) =>
        new(name, value, unit, FormattableString.Invariant($">= {bar:#,0.##}"), value >= bar, raw);

    public static Figure AtMost(string name, double value, string unit, double bar, IReadOnlyDictionary<string, double> raw) =>
        new(name, value, unit, FormattableString.Invariant($"<= {bar:#,0.##}"), value <= bar, raw);

    public static Figure Shown(string name, double value, string unit, IReadOnlyDictionary<string, double> raw) =>
        new(name, value, unit, null, true, raw);
}
