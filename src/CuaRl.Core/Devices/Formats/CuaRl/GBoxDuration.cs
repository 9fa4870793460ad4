using System.Globalization;
using System.Text.RegularExpressions;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>Durations as GBox writes them: <c>500ms</c>, <c>1.5s</c>.</summary>
internal static partial class GBoxDuration
{
    private const double MostMilliseconds = 60_000;

    /// <exception cref="FormatException">It is none, or longer than a minute.</exception>
    public static TimeSpan Read(CallArguments arguments, string member, TimeSpan otherwise) =>
        arguments.TextOrNull(member) is { } text ? Parse(text, member) : otherwise;

    public static string Write(TimeSpan duration) => FormattableString.Invariant($"{duration.TotalMilliseconds:0}ms");

    private static TimeSpan Parse(string text, string member)
    {
        var match = Duration().Match(text);
        var milliseconds = match.Success
            ? double.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
                * Unit(match.Groups[2].Value)
            : double.NaN;
        return milliseconds <= MostMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"{member}: must be a duration such as 500ms or 2s, no longer than a minute");
    }

    private static double Unit(string unit) => unit switch { "ms" => 1, "s" => 1000, _ => 60_000 };

    [GeneratedRegex(@"^\s*(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|m)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
