namespace CuaRl;

/// <summary>Where a person can watch a device.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceLiveView")]
public sealed record DeviceLiveView
{
    /// <summary>The address. Whoever has it can watch, so it is kept nowhere.</summary>
    [Id(0)]
    public required string Url { get; init; }

    /// <summary>When it ends.</summary>
    [Id(1)]
    public required DateTimeOffset ExpiresAt { get; init; }
}
