using System.Globalization;

namespace CuaRl.Silo.Http;

/// <summary>Time as the original APIs write it.</summary>
internal static class CompatTimestamp
{
    public const string Description = "UTC, ISO 8601 without a zone, to the microsecond: 2026-01-31T08:00:00.000000.";

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
