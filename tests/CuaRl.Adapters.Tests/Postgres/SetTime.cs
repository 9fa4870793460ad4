namespace CuaRl.Adapters.Tests.Postgres;

/// <summary>A clock that is put forward by hand; waits pass in real time.</summary>
internal sealed class SetTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
