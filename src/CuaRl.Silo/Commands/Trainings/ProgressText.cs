using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Progress;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>How far something is, in text.</summary>
internal static class ProgressText
{
    private const int Width = 24;
    private const int CellWidth = 8;

    /// <summary>A bar, such as <c>██████░░░░░░ 50.0 %</c>.</summary>
    public static string Bar(double percent, int width = Width)
    {
        var full = (int)Math.Clamp(percent * width / 100, 0, width);
        return string.Create(
            CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', width - full)} {percent:0.0} %");
    }

    /// <summary>The time that is left, such as <c>ETA: 3.1h</c>; empty while unknown.</summary>
    public static string Eta(double? seconds) => seconds is > 0 ? $"ETA: {DurationText.Of(seconds)}" : "";

    /// <summary>Bar and time left of a record.</summary>
    public static string Of(JsonElement record) => $"{Bar(Percent(record))}  {Eta(Left(record))}".TrimEnd();

    /// <summary>A short bar for a cell of a table.</summary>
    public static string Cell(JsonElement record) => Bar(Percent(record), CellWidth);

    private static double Percent(JsonElement record) => record.GetProperty("progress_percent").GetDouble();

    /// <summary>How long the rest takes, in seconds; null while unknown.</summary>
    public static double? Left(JsonElement record) =>
        record.TryGetProperty("estimated_remaining_time", out var left) && left.ValueKind == JsonValueKind.Number
            ? left.GetDouble()
            : null;
}
