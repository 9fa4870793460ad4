using System.Globalization;

namespace CuaRl.Silo.Http;

/// <summary>Time as the routes below /api/v1 write it.</summary>
internal static class UtcTimestamp
{
    public const string Description = "UTC, RFC 3339, to the microsecond: 2026-01-31T08:00:00.000000Z.";

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string? Format(DateTimeOffset? instant) => instant is { } value ? Format(value) : null;
}
