namespace CuaRl.Core.Time;

/// <summary>Time as Postgres keeps it.</summary>
public static class Timestamps
{
    /// <summary>The instant in UTC, cut to whole microseconds: what a timestamptz column gives back.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
