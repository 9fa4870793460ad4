using CuaRl.Adapters.Postgres.Server;

namespace CuaRl.TestKit.Postgres;

/// <summary>Whether this machine can run PostgreSQL at all.</summary>
public static class PostgresPrerequisite
{
    /// <summary>Why tests of PostgreSQL are skipped; null when they run.</summary>
    public static string? MissingReason { get; } = Find();

    private static string? Find()
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (OperatingSystem.IsWindows())
        {
            return "the private PostgreSQL server needs Unix sockets";
        }

        return BinarySearch.IsLikely()
            ? null
            : "no PostgreSQL programs on PATH or in the usual folders, and no npm to fetch them; install PostgreSQL 15 or newer";
    }
}
