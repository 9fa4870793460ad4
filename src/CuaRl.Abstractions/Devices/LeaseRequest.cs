namespace CuaRl;

/// <summary>A lease of a device.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.LeaseRequest")]
public sealed record LeaseRequest
{
    /// <summary>How long a lease holds at most that nothing else is said of.</summary>
    /// <value>2 h.</value>
    public static TimeSpan DefaultLimit { get; } = TimeSpan.FromHours(2);

    /// <summary>Its identity: repeating it gives the same lease. 1 to 128 characters.</summary>
    [Id(0)]
    public required string LeaseId { get; init; }

    /// <summary>Who will hold it.</summary>
    [Id(1)]
    public required DeviceHolder Holder { get; init; }

    /// <summary>How long it holds without use or renewal, 1 s to 24 h.</summary>
    [Id(2)]
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>By when it must first be used or renewed, 1 s to 24 h.</summary>
    [Id(3)]
    public TimeSpan BindDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it holds at most, however much it is used and renewed, 1 s to 24 h: the limit of an episode.</summary>
    [Id(4)]
    public TimeSpan Limit { get; init; } = DefaultLimit;
}
