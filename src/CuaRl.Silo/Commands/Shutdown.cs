namespace CuaRl.Silo.Commands;

/// <summary>How long a command that was told to stop may take to finish what it has begun.</summary>
internal static class Shutdown
{
    /// <summary>For the requests in flight and the grains.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    /// <summary>For all of it, the database server included; then the process ends as it is.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
}
