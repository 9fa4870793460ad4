namespace CuaRl;

/// <summary>Which devices to list.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceQuery")]
public sealed record DeviceQuery
{
    /// <summary>Those of a pool; null for all.</summary>
    [Id(0)]
    public string? Pool { get; init; }

    /// <summary>Those whose box stands there; null for all.</summary>
    [Id(1)]
    public EnvironmentStatus? Status { get; init; }

    /// <summary>Those that are held, or not; null for all.</summary>
    [Id(2)]
    public bool? IsLeased { get; init; }

    /// <summary>The id behind which the page begins; null for the first.</summary>
    [Id(3)]
    public string? After { get; init; }

    /// <summary>The most to list, 1 to 1,000.</summary>
    [Id(4)]
    public int Limit { get; init; } = 100;
}
