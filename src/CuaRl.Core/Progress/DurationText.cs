using System.Globalization;

namespace CuaRl.Core.Progress;

/// <summary>Durations for people: <c>45s</c>, <c>12.0m</c>, <c>3.5h</c>, <c>2.0d</c>.</summary>
public static class DurationText
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    /// <summary>The text.</summary>
    /// <param name="seconds">Null is <c>N/A</c>.</param>
    public static string Of(double? seconds) => seconds switch
    {
        null => "N/A",
        < Minute => $"{Math.Round(seconds.Value).ToString("F0", CultureInfo.InvariantCulture)}s",
        < Hour => $"{OneDecimal(seconds.Value / Minute)}m",
        < Day => $"{OneDecimal(seconds.Value / Hour)}h",
        _ => $"{OneDecimal(seconds.Value / Day)}d",
    };

    /// <summary>Ties go to the even digit, as in Python; of the ties that a double can hold, .25 and .75, only one needs help.</summary>
    private static string OneDecimal(double value) =>
        (value - Math.Floor(value) == 0.25 ? Math.Floor(value) + 0.2 : value).ToString("F1", CultureInfo.InvariantCulture);
}
