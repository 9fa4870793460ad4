namespace CuaRl;

/// <summary>What a pool answers to who wants a device.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.AcquireAnswer")]
public sealed record AcquireAnswer
{
    /// <summary>The device; null while there is none: ask again with the same lease id.</summary>
    [Id(0)]
    public DeviceLease? Lease { get; init; }

    /// <summary>How many acquirers are served before, if the pool gets no others; null with a lease.</summary>
    [Id(1)]
    public int? Position { get; init; }

    /// <summary>For how long it has waited.</summary>
    [Id(2)]
    public TimeSpan Waited { get; init; }
}
