namespace CuaRl;

/// <summary>What a device is made ready for.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceReset")]
public sealed record DeviceReset
{
    /// <summary>The task, whose goal shall not hold; null for none.</summary>
    [Id(0)]
    public TaskDefinition? Task { get; init; }

    /// <summary>What varies between devices follows from it, where the driver can vary anything; 0 or more.</summary>
    [Id(1)]
    public long Seed { get; init; }
}
