namespace CuaRl.Silo.Http.Health;

/// <summary>The process is alive.</summary>
internal sealed record HealthStatus
{
    public required string Status { get; init; }
}
