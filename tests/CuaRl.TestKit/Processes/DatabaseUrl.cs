using Npgsql;

namespace CuaRl.TestKit.Processes;

/// <summary>A database as <c>--database</c> takes it.</summary>
public static class DatabaseUrl
{
    /// <summary>Turns a connection string into a URL.</summary>
    public static string From(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        var user = $"{Uri.EscapeDataString(parts.Username!)}:{Uri.EscapeDataString(parts.Password!)}";
        return parts.Host!.StartsWith('/')
            ? $"postgres://{user}@/{parts.Database}?host={Uri.EscapeDataString(parts.Host)}"
            : $"postgres://{user}@{parts.Host}:{parts.Port}/{parts.Database}";
    }
}
