using System.Globalization;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>The integer ids of the original monitor.</summary>
internal static class MonitorIds
{
    public static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <exception cref="MonitorRefusedException">The text is no number.</exception>
    public static long Read(string text, string refusal) =>
        IsNumber(text, out var number) ? number : throw MonitorRefusedException.Bad(refusal);
}
