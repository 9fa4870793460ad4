namespace CuaRl;

/// <summary>A device wanted of a pool.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.AcquireRequest")]
public sealed record AcquireRequest
{
    /// <summary>Its identity: repeating it asks on, and gives the same lease. 1 to 128 characters.</summary>
    [Id(0)]
    public required string LeaseId { get; init; }

    /// <summary>Who will hold it; trainings take turns.</summary>
    [Id(1)]
    public required DeviceHolder Holder { get; init; }

    /// <summary>How long the lease holds without use or renewal; null for the pool's own.</summary>
    [Id(2)]
    public TimeSpan? Duration { get; init; }

    /// <summary>How long this call may wait before it answers with a position, up to 20 s; null for 10 s.</summary>
    [Id(3)]
    public TimeSpan? Patience { get; init; }

    /// <summary>How long the lease holds at most, however much it is used; null for the pool's own.</summary>
    [Id(4)]
    public TimeSpan? Limit { get; init; }
}
