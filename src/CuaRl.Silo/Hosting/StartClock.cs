using System.Diagnostics;

namespace CuaRl.Silo.Hosting;

/// <summary>
/// How long the program has run. The process may be older: the cuarl script builds, and then becomes this program.
/// </summary>
internal static class StartClock
{
    private static long _began = Stopwatch.GetTimestamp();

    public static TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    public static void Start() => _began = Stopwatch.GetTimestamp();
}
