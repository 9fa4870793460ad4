using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Progress;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>How far something is, in text.</summary>
internal static class ProgressText
{
    private const int Width = 24;

    /// <summary>A bar, such as <c>██████░░░░░░ 50.0 %</c>.</summary>
    public static string Bar(double percent)
    {
        var full = (int)Math.Clamp(percent * Width / 100, 0, Width);
        return string.Create(
            CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', Width - full)} {percent:0.0} %");
    }

    /// <summary>The time that is left, such as <c>ETA: 3.1h</c>; empty while unknown.</summary>
    public static string Eta(double? seconds) => seconds is > 0 ? $"ETA: {DurationText.Of(seconds)}" : "";

    /// <summary>Bar and time left of a record.</summary>
    public static string Of(JsonElement record) =>
        $"{Bar(record.GetProperty("progress_percent").GetDouble())}  {Eta(Left(record))}".TrimEnd();

    private static double? Left(JsonElement record) =>
        record.TryGetProperty("estimated_remaining_time", out var left) && left.ValueKind == JsonValueKind.Number
            ? left.GetDouble()
            : null;
}
