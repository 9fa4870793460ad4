namespace CuaRl.Grains.Tests.Support;

/// <summary>A wall clock that stands where it is put; timers run as usual.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
